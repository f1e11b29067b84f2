package chancery.store.embedded.table;

import chancery.store.table.Aggregate;
import chancery.store.table.Field;
import chancery.store.table.Grouping;
import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.value.Cell;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Aggregates on one connection.
final class Groupings {
    private final Session session;
    private final Schema schema;

    Groupings(Session session, Schema schema) {
        this.session = session;
        this.schema = schema;
    }

    List<Grouping.Group> aggregate(Grouping grouping) throws SQLException {
        Table table = schema.table(grouping.table());
        List<String> outputs = new ArrayList<>();
        grouping.by().forEach(field -> outputs.add(Expressions.value(field)));
        grouping.aggregates().forEach(aggregate -> outputs.add(aggregate(table, aggregate)));
        Sql sql = new Sql("SELECT " + String.join(",", outputs));
        sql.add(" FROM " + Names.table(table) + " WHERE ");
        Conditions.write(table, grouping.where(), sql);
        sql.add(groups(grouping)).add(" LIMIT ", (long) grouping.limit());
        List<Grouping.Group> groups = new ArrayList<>();
        try (ResultSet rows = sql.on(session).executeQuery()) {
            while (rows.next()) {
                groups.add(group(grouping, table, rows));
            }
        }
        return groups;
    }

    private static String groups(Grouping grouping) {
        int by = grouping.by().size();
        if (by == 0) {
            return "";
        }
        String places =
                IntStream.rangeClosed(1, by)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
        String order =
                switch (grouping.order()) {
                    case BY_VALUES -> places;
                    case LARGEST_FIRST -> by + 1 + " DESC," + places;
                };
        return " GROUP BY " + places + " ORDER BY " + order;
    }

    private static String aggregate(Table table, Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count _ -> "count(*)";
            case Aggregate.Present(Field field) ->
                    "count(CASE WHEN " + Expressions.absent(field) + " THEN NULL ELSE 1 END)";
            case Aggregate.Distinct(Field field) ->
                    "count(DISTINCT " + Expressions.value(field) + ")";
            case Aggregate.Min(Field field) -> "min(" + Expressions.value(field) + ")";
            case Aggregate.Max(Field field) -> "max(" + Expressions.value(field) + ")";
            case Aggregate.Sum(Field field) -> {
                String number = Expressions.number(table, field);
                yield "CASE WHEN count(%s)>0 THEN total(%s) END".formatted(number, number);
            }
            case Aggregate.Avg(Field field) -> "avg(" + Expressions.number(table, field) + ")";
        };
    }

    private static Grouping.Group group(Grouping grouping, Table table, ResultSet rows)
            throws SQLException {
        List<Cell> by = new ArrayList<>();
        for (Field field : grouping.by()) {
            by.add(Expressions.read(rows, by.size() + 1, table, field));
        }
        List<Cell> aggregates = new ArrayList<>();
        for (Aggregate aggregate : grouping.aggregates()) {
            int place = by.size() + aggregates.size() + 1;
            aggregates.add(
                    switch (aggregate) {
                        case Aggregate.Count _, Aggregate.Present _, Aggregate.Distinct _ ->
                                Cell.of(rows.getLong(place));
                        case Aggregate.Min(Field field) ->
                                Expressions.read(rows, place, table, field);
                        case Aggregate.Max(Field field) ->
                                Expressions.read(rows, place, table, field);
                        case Aggregate.Sum _, Aggregate.Avg _ -> real(rows, place);
                    });
        }
        return new Grouping.Group(by, aggregates);
    }

    private static Cell real(ResultSet rows, int place) throws SQLException {
        double number = rows.getDouble(place);
        return rows.wasNull() || !Double.isFinite(number) ? Cell.none() : Cell.of(number);
    }
}
