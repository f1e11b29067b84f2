package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.List;

/// What to aggregate: the rows that pass a filter, by the values of some fields. Without fields
/// there is one group, of no rows perhaps.
public record Grouping(
        String table,
        Filter where,
        List<Field> by,
        List<Aggregate> aggregates,
        GroupOrder order,
        int limit) {
    public Grouping {
        by = List.copyOf(by);
        aggregates = List.copyOf(aggregates);
    }

    /// How many rows pass a filter.
    public static Grouping count(String table, Filter where) {
        return new Grouping(
                table, where, List.of(), List.of(new Aggregate.Count()), GroupOrder.BY_VALUES, 1);
    }

    /// Which groups come first.
    public enum GroupOrder {
        /// By the values of the group, ascending.
        BY_VALUES,
        /// The largest first aggregate first, then by the values.
        LARGEST_FIRST
    }

    /// A group and its aggregates, in the order they were asked for.
    public record Group(List<Cell> by, List<Cell> aggregates) {
        public Group {
            by = List.copyOf(by);
            aggregates = List.copyOf(aggregates);
        }
    }
}
