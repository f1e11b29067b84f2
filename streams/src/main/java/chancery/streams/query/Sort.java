package chancery.streams.query;

import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.value.TypeKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// By which values records are ordered, the first counting most. Whatever else, records of equal
/// values stand by space and externalId.
public record Sort(List<Key> keys) {
    /// The order when nobody says.
    public static final Sort USUAL =
            new Sort(List.of(new Key(Path.Top.LAST_UPDATED_TIME, Direction.ASCENDING, Nulls.LAST)));

    private static final Fields.Bounds COUNT = new Fields.Bounds(1, 5);
    private static final Set<String> MEMBERS = Set.of("property", "direction", "nullsFirst");

    public Sort {
        keys = List.copyOf(keys);
    }

    /// One value to order by.
    public record Key(Path path, Direction direction, Nulls nulls) {}

    /// Small values first, or large ones.
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /// Where records without the value stand.
    public enum Nulls {
        FIRST,
        LAST
    }

    /// What the member `sort` of a request says.
    public static Sort read(Fields body, Schema schema) {
        if (body.find("sort").isEmpty()) {
            return USUAL;
        }
        List<Key> keys = new ArrayList<>();
        for (Fields fields : body.objects("sort", COUNT)) {
            keys.add(key(fields.only(MEMBERS), schema));
        }
        return new Sort(keys);
    }

    private static Key key(Fields fields, Schema schema) {
        Path path = new PathReader(schema).read(fields);
        if (path instanceof Path.Property property
                && (property.type().list() || property.type().kind() == TypeKind.JSON)) {
            throw Fault.invalid(fields.path("property") + " has no order");
        }
        Direction direction =
                switch (fields.findText("direction").orElse("ascending")) {
                    case "ascending" -> Direction.ASCENDING;
                    case "descending" -> Direction.DESCENDING;
                    default ->
                            throw Fault.invalid(
                                    fields.path("direction") + " must be ascending or descending");
                };
        Nulls nulls = fields.flag("nullsFirst", false) ? Nulls.FIRST : Nulls.LAST;
        return new Key(path, direction, nulls);
    }
}
