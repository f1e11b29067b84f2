package chancery.store.memory;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Row;
import chancery.store.table.value.Cell;
import chancery.store.table.value.CellOrder;
import chancery.store.table.value.Fold;
import chancery.store.table.value.Wildcards;

import java.util.List;

/// Whether a row passes a filter.
final class Passing {
    private Passing() {}

    static boolean test(Row row, Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> filters) -> filters.stream().allMatch(f -> test(row, f));
            case Filter.Or(List<Filter> filters) -> filters.stream().anyMatch(f -> test(row, f));
            case Filter.Not(Filter inner) -> !test(row, inner);
            case Filter.Compare(Field field, Filter.Op op, Cell value) ->
                    compare(FieldReader.value(row, field), op, value);
            case Filter.In(Field field, List<Cell> values) -> {
                Cell cell = FieldReader.value(row, field);
                yield values.stream().anyMatch(v -> compare(cell, Filter.Op.EQ, v));
            }
            case Filter.Prefix(Field field, String text) ->
                    FieldReader.value(row, field) instanceof Cell.Text(String value)
                            && value.startsWith(text);
            case Filter.Contains(Field field, String text) ->
                    FieldReader.value(row, field) instanceof Cell.Text(String value)
                            && Fold.contains(value, Fold.of(text));
            case Filter.Like(Field field, String pattern) ->
                    FieldReader.value(row, field) instanceof Cell.Text(String value)
                            && Wildcards.of(pattern).matches(value);
            case Filter.Absent(Field field) -> !FieldReader.present(row, field);
        };
    }

    private static boolean compare(Cell cell, Filter.Op op, Cell value) {
        boolean alike = CellOrder.alike(cell, value);
        int order = alike ? CellOrder.compare(cell, value) : 0;
        return switch (op) {
            case EQ -> alike && order == 0;
            case NE -> !(cell instanceof Cell.Null) && (!alike || order != 0);
            case LT -> alike && order < 0;
            case LE -> alike && order <= 0;
            case GT -> alike && order > 0;
            case GE -> alike && order >= 0;
        };
    }
}
