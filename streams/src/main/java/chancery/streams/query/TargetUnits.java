package chancery.streams.query;

import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.value.Unit;

import java.util.Optional;
import java.util.Set;

/// The check of `targetUnits`. There is no catalogue of units here: a property may be asked for in
/// the unit it has, and every other wish is refused.
public final class TargetUnits {
    private static final Fields.Bounds COUNT = new Fields.Bounds(1, 1_000);
    private static final Set<String> MEMBERS = Set.of("property", "unit");

    private TargetUnits() {}

    /// Refuses what would need a conversion.
    public static void check(Fields body, Schema schema) {
        Optional<Fields> wished = body.findObject("targetUnits");
        if (wished.isEmpty()) {
            return;
        }
        if (wished.get().find("unitSystemName").isPresent()) {
            throw Fault.invalid(
                    wished.get().path("unitSystemName") + ": no unit system is known here");
        }
        for (Fields entry : wished.get().objects("properties", COUNT)) {
            check(entry.only(MEMBERS), new PathReader(schema));
        }
    }

    private static void check(Fields entry, PathReader paths) {
        Path.Property property = paths.property(entry);
        Fields unit = entry.object("unit");
        String wanted = unit.text("externalId");
        Optional<String> has = property.type().unit().map(Unit::externalId);
        if (!has.equals(Optional.of(wanted))) {
            throw Fault.invalid(
                    unit.path("externalId")
                            + ": no conversion to "
                            + wanted
                            + " is known here; the property is in "
                            + has.orElse("no unit"));
        }
    }
}
