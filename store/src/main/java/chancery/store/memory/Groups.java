package chancery.store.memory;

import chancery.store.table.Aggregate;
import chancery.store.table.Field;
import chancery.store.table.Grouping;
import chancery.store.table.Grouping.Group;
import chancery.store.table.Row;
import chancery.store.table.value.Cell;
import chancery.store.table.value.CellOrder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Rows by group, and what a grouping asks of each.
final class Groups {
    private static final Comparator<Group> LARGEST =
            (a, b) -> CellOrder.compare(b.aggregates().getFirst(), a.aggregates().getFirst());

    private Groups() {}

    static List<Group> of(Grouping grouping, Stream<Row> rows) {
        TreeMap<List<Cell>, List<Row>> groups = new TreeMap<>(CellOrder.LISTS);
        if (grouping.by().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        rows.forEach(
                row ->
                        groups.computeIfAbsent(values(row, grouping.by()), _ -> new ArrayList<>())
                                .add(row));
        Stream<Group> answers =
                groups.entrySet().stream()
                        .map(group -> group(grouping, group.getKey(), group.getValue()));
        Stream<Group> ordered =
                switch (grouping.order()) {
                    case BY_VALUES -> answers;
                    case LARGEST_FIRST -> answers.sorted(LARGEST);
                };
        return ordered.limit(grouping.limit()).toList();
    }

    private static List<Cell> values(Row row, List<Field> fields) {
        return fields.stream().map(field -> FieldReader.value(row, field)).toList();
    }

    private static Group group(Grouping grouping, List<Cell> by, List<Row> rows) {
        return new Group(by, grouping.aggregates().stream().map(a -> aggregate(a, rows)).toList());
    }

    private static Cell aggregate(Aggregate aggregate, List<Row> rows) {
        return switch (aggregate) {
            case Aggregate.Count _ -> Cell.of(rows.size());
            case Aggregate.Present(Field field) ->
                    Cell.of(rows.stream().filter(row -> FieldReader.present(row, field)).count());
            case Aggregate.Distinct(Field field) -> {
                TreeSet<Cell> distinct = new TreeSet<>(CellOrder::compare);
                present(rows, field).forEach(distinct::add);
                yield Cell.of(distinct.size());
            }
            case Aggregate.Min(Field field) ->
                    present(rows, field).min(CellOrder::compare).orElse(Cell.none());
            case Aggregate.Max(Field field) ->
                    present(rows, field).max(CellOrder::compare).orElse(Cell.none());
            case Aggregate.Sum(Field field) -> sum(numbers(rows, field).toArray());
            case Aggregate.Avg(Field field) -> {
                double[] numbers = numbers(rows, field).toArray();
                yield real(DoubleStream.of(numbers).sum() / numbers.length);
            }
        };
    }

    private static Cell sum(double[] numbers) {
        return numbers.length == 0 ? Cell.none() : real(DoubleStream.of(numbers).sum());
    }

    private static Cell real(double number) {
        return Double.isFinite(number) ? Cell.of(number) : Cell.none();
    }

    private static Stream<Cell> present(List<Row> rows, Field field) {
        return rows.stream()
                .map(row -> FieldReader.value(row, field))
                .filter(cell -> !(cell instanceof Cell.Null));
    }

    private static DoubleStream numbers(List<Row> rows, Field field) {
        return present(rows, field)
                .filter(cell -> cell instanceof Cell.Int || cell instanceof Cell.Real)
                .mapToDouble(
                        cell ->
                                cell instanceof Cell.Int(long number)
                                        ? number
                                        : ((Cell.Real) cell).value());
    }
}
