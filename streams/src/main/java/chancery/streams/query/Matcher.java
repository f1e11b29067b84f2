package chancery.streams.query;

import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.DatumOrder;

import java.util.List;
import java.util.Optional;

/// Says of a record in memory whether a filter means it.
public final class Matcher {
    private Matcher() {}

    public static boolean matches(Filter filter, StoredRecord record) {
        return switch (filter) {
            case Filter.All _ -> true;
            case Filter.And(var children) ->
                    children.stream().allMatch(child -> matches(child, record));
            case Filter.Or(var children) ->
                    children.stream().anyMatch(child -> matches(child, record));
            case Filter.Not(var child) -> !matches(child, record);
            case Filter.Exists(var property) -> property.of(record).isPresent();
            case Filter.In(var path, var values) ->
                    path.of(record).filter(value -> among(values, value)).isPresent();
            case Filter.Range range ->
                    range.path().of(record).filter(v -> in(range, v)).isPresent();
            case Filter.Prefix(var path, var start) ->
                    path.of(record).filter(value -> begins(value, start)).isPresent();
            case Filter.ContainsAny(var property, var values) ->
                    items(property.of(record)).stream().anyMatch(item -> among(values, item));
            case Filter.ContainsAll(var property, var values) -> {
                List<Datum> items = items(property.of(record));
                yield values.stream().allMatch(value -> among(items, value));
            }
            case Filter.Filled(var containers) ->
                    containers.stream().allMatch(record.content().sources()::containsKey);
        };
    }

    private static boolean among(List<Datum> values, Datum value) {
        for (Datum other : values) {
            if (DatumOrder.ORDER.same(other, value)) {
                return true;
            }
        }
        return false;
    }

    private static List<Datum> items(Optional<Datum> value) {
        return value.orElse(null) instanceof Datum.Many(var items) ? items : List.of();
    }

    private static boolean begins(Datum value, String start) {
        return value instanceof Datum.Text(var text) && text.startsWith(start);
    }

    private static boolean in(Filter.Range range, Datum value) {
        return range.low().map(end -> within(end, value, 1)).orElse(true)
                && range.high().map(end -> within(end, value, -1)).orElse(true);
    }

    /// @param side 1 for values above the end, -1 for values below
    private static boolean within(Filter.End end, Datum value, int side) {
        int order = Integer.signum(DatumOrder.ORDER.compare(value, end.value())) * side;
        return order > 0 || (order == 0 && end.edge() == Filter.Edge.INCLUDED);
    }
}
