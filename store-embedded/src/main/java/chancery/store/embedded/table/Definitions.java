package chancery.store.embedded.table;

import chancery.store.Reader.Direction;
import chancery.store.table.Field;
import chancery.store.table.Schema;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.Table.Index;
import chancery.store.table.Table.Presence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The statements that make the tables of a schema.
final class Definitions {
    private Definitions() {}

    static List<String> of(Schema schema) {
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE TABLE " + Names.FACTS + " (name TEXT PRIMARY KEY, value TEXT) STRICT");
        statements.add(
                "CREATE TABLE "
                        + Names.CURSORS
                        + " (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT");
        for (Table table : schema.tables()) {
            statements.add(table(table));
            for (int i = 0; i < table.indexes().size(); i++) {
                statements.add(index(table, table.indexes().get(i), i));
            }
            if (table.search().isPresent()) {
                statements.add(trigrams(table));
                statements.add(
                        "CREATE TABLE %s (%s INTEGER PRIMARY KEY) STRICT"
                                .formatted(Names.pending(table), Names.ROW));
                statements.add(trigger(table, "INSERT", "new"));
                statements.add(trigger(table, "UPDATE", "new"));
                statements.add(trigger(table, "DELETE", "old"));
            }
        }
        return statements;
    }

    private static String table(Table table) {
        String columns =
                table.columns().stream().map(Definitions::column).collect(Collectors.joining(", "));
        return "CREATE TABLE %s (%s INTEGER PRIMARY KEY, %s, UNIQUE (%s)) STRICT"
                .formatted(Names.table(table), Names.ROW, columns, Names.columns(table.key()));
    }

    private static String column(Column column) {
        String type =
                switch (column.kind()) {
                    case TEXT, JSON -> "TEXT";
                    case INTEGER, BOOLEAN -> "INTEGER";
                    case REAL -> "REAL";
                    case BYTES -> "BLOB";
                };
        String required = column.presence() == Presence.REQUIRED ? " NOT NULL" : "";
        return Names.column(column.name()) + " " + type + required;
    }

    /// An index ends in the key, so that it gives the whole order of a list.
    private static String index(Table table, Index index, int number) {
        Direction last = index.parts().getLast().direction();
        Stream<Sort> key =
                table.key().stream()
                        .map(Field::of)
                        .filter(f -> index.parts().stream().noneMatch(p -> p.field().equals(f)))
                        .map(field -> new Sort(field, last));
        String parts =
                Stream.concat(index.parts().stream(), key)
                        .map(Definitions::part)
                        .collect(Collectors.joining(", "));
        return "CREATE INDEX %s ON %s (%s)"
                .formatted(Names.index(table, number), Names.table(table), parts);
    }

    /// A level of an order.
    static String part(Sort sort) {
        String way = sort.direction() == Direction.ASCENDING ? " ASC" : " DESC";
        return Expressions.value(sort.field()) + way;
    }

    /// Trigrams of folded text, without the text and without places: it says which rows may hold a
    /// string, and the rows say whether they do.
    private static String trigrams(Table table) {
        return ("CREATE VIRTUAL TABLE %s USING fts5(%s, content='', contentless_delete=1,"
                        + " detail=none, tokenize='trigram case_sensitive 1')")
                .formatted(Names.trigrams(table), Names.WORDS);
    }

    /// Notes a row that changes. A plain INSERT OR IGNORE would not do: what a statement says about
    /// conflicts holds for the triggers that it sets off.
    private static String trigger(Table table, String event, String side) {
        String row = side + "." + Names.ROW;
        return ("CREATE TRIGGER %s AFTER %s ON %s BEGIN INSERT INTO %s SELECT %s WHERE NOT EXISTS"
                        + " (SELECT 1 FROM %s WHERE %s=%s); END")
                .formatted(
                        Names.trigger(table, event),
                        event,
                        Names.table(table),
                        Names.pending(table),
                        row,
                        Names.pending(table),
                        Names.ROW,
                        row);
    }
}
