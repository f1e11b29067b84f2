package chancery.streams.container;

import chancery.streams.fault.Fault;
import chancery.streams.value.Choices;
import chancery.streams.value.PropertyType;

import java.util.Map;
import java.util.Optional;

/// Which changes of a definition are allowed: those after which every record that was stored still
/// fits. Properties may come and never go; sizes may grow.
public final class Evolution {
    private Evolution() {}

    /// Refuses a definition that may not follow the other.
    public static void check(Definition before, Definition after) {
        for (Map.Entry<String, Property> entry : before.properties().entrySet()) {
            String where = before.id() + "." + entry.getKey();
            Property next =
                    after.find(entry.getKey())
                            .orElseThrow(() -> refused(where, "cannot be removed"));
            check(where, entry.getValue(), next);
        }
    }

    private static void check(String where, Property before, Property after) {
        require(before.nullable() == after.nullable(), where, "cannot change nullable");
        require(
                before.autoIncrement() == after.autoIncrement(),
                where,
                "cannot change autoIncrement");
        check(where, before.type(), after.type());
    }

    private static void check(String where, PropertyType before, PropertyType after) {
        require(before.kind() == after.kind(), where, "cannot change its type");
        require(before.list() == after.list(), where, "cannot change list");
        require(before.target().equals(after.target()), where, "cannot change its container");
        require(before.sizeLimit() <= after.sizeLimit(), where, "cannot shrink maxTextSize");
        require(before.itemsLimit() <= after.itemsLimit(), where, "cannot shrink maxListSize");
        require(keeps(before.choices(), after.choices()), where, "cannot remove keys");
    }

    private static boolean keeps(Optional<Choices> before, Optional<Choices> after) {
        return before.isEmpty()
                || after.filter(
                                choices ->
                                        choices.values()
                                                .keySet()
                                                .containsAll(before.get().values().keySet()))
                        .isPresent();
    }

    private static void require(boolean holds, String where, String what) {
        if (!holds) {
            throw refused(where, what);
        }
    }

    private static Fault refused(String where, String what) {
        return Fault.invalid("Property " + where + " " + what);
    }
}
