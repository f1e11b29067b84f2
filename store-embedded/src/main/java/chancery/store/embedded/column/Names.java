package chancery.store.embedded.column;

import chancery.store.column.Column;

/// How tables and columns are called in SQL: quoted, of checked characters, behind a prefix that
/// keeps them apart from what is ours.
final class Names {
    /// The column of the number of a row.
    static final String ROW = "\"n\"";

    /// The table of what is known of each table.
    static final String CURSORS = "\"cursors\"";

    /// The table of the rows that a batch drops, of the connection that writes alone.
    static final String DROPPED = "dropped";

    static final String DROPPED_TABLE = "temp.main.\"dropped\"";

    private static final String TABLE = "t_";
    private static final String COLUMN = "c_";

    private Names() {}

    static String table(String name) {
        return '"' + plainTable(name) + '"';
    }

    /// The name of a table without quotes.
    static String plainTable(String name) {
        Column.requireName(name);
        return TABLE + name;
    }

    static String column(String name) {
        Column.requireName(name);
        return '"' + COLUMN + name + '"';
    }

    /// Whether this is the name of a table of rows.
    static boolean isTable(String name) {
        return name.startsWith(TABLE);
    }

    /// What the owner calls a table or column of this name.
    static String given(String name) {
        return name.substring(TABLE.length());
    }

    static String type(Column column) {
        String one =
                switch (column.kind()) {
                    case TEXT -> "VARCHAR";
                    case WHOLE -> "BIGINT";
                    case REAL -> "DOUBLE";
                    case FLAG -> "BOOLEAN";
                };
        return column.holds() == Column.Holds.ONE ? one : one + "[]";
    }

    /// The column of this name and type in the file.
    ///
    /// @throws IllegalStateException when no column of ours has such a type
    static Column column(String name, String type) {
        for (Column.Kind kind : Column.Kind.values()) {
            for (Column.Holds holds : Column.Holds.values()) {
                Column column = new Column(given(name), kind, holds);
                if (type(column).equals(type)) {
                    return column;
                }
            }
        }
        throw new IllegalStateException("a column of type " + type);
    }
}
