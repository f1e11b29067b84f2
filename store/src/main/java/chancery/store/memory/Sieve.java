package chancery.store.memory;

import chancery.store.column.Condition;
import chancery.store.column.SingleOrder;
import chancery.store.column.Value;

import java.util.List;
import java.util.Map;

/// Says of a row whether a condition holds.
final class Sieve {
    private Sieve() {}

    static boolean holds(Condition condition, Map<String, Value> row) {
        return switch (condition) {
            case Condition.And(var all) -> all.stream().allMatch(each -> holds(each, row));
            case Condition.Or(var any) -> any.stream().anyMatch(each -> holds(each, row));
            case Condition.Not(var inner) -> !holds(inner, row);
            case Condition.Present(var column) ->
                    !(row.getOrDefault(column, Value.absent()) instanceof Value.Absent);
            case Condition.In(var column, var values) ->
                    row.get(column) instanceof Value.Single value && values.contains(value);
            case Condition.Range range ->
                    row.get(range.column()) instanceof Value.Single value && within(range, value);
            case Condition.Prefix(var column, var start) ->
                    row.get(column) instanceof Value.Text(var text) && text.startsWith(start);
            case Condition.ContainsAny(var column, var values) ->
                    items(row, column).stream().anyMatch(values::contains);
            case Condition.ContainsAll(var column, var values) ->
                    items(row, column).containsAll(values);
        };
    }

    /// The values of a row in a column, one by one.
    static List<Value.Single> items(Map<String, Value> row, String column) {
        return switch (row.getOrDefault(column, Value.absent())) {
            case Value.Absent _ -> List.of();
            case Value.Many(var values) -> values;
            case Value.Single single -> List.of(single);
        };
    }

    private static boolean within(Condition.Range range, Value.Single value) {
        return range.low().map(end -> within(end, value, 1)).orElse(true)
                && range.high().map(end -> within(end, value, -1)).orElse(true);
    }

    /// @param side 1 for values above the end, -1 for values below
    private static boolean within(Condition.End end, Value.Single value, int side) {
        int order = Integer.signum(SingleOrder.ORDER.compare(value, end.value())) * side;
        return order > 0 || (order == 0 && end.edge() == Condition.Edge.INCLUDED);
    }
}
