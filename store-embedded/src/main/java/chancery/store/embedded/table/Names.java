package chancery.store.embedded.table;

import chancery.store.table.Field;
import chancery.store.table.Table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What things are called in a file. Everything of ours begins with [#OWN], which stands in no name
/// that a schema can give, so that a statement that does not contain it cannot name them.
final class Names {
    /// How our own names begin.
    static final String OWN = "chancery$";

    /// Rows about the file itself.
    static final String FACTS = '"' + OWN + "facts\"";

    /// The cursors.
    static final String CURSORS = '"' + OWN + "cursors\"";

    /// The number of a row.
    static final String ROW = '"' + OWN + "row\"";

    /// The one column of a trigram index.
    static final String WORDS = '"' + OWN + "words\"";

    private Names() {}

    static String table(Table table) {
        return '"' + OWN + "t_" + table.name() + '"';
    }

    static String index(Table table, int number) {
        return '"' + OWN + "i" + number + '_' + table.name() + '"';
    }

    /// The trigram index of a table.
    static String trigrams(Table table) {
        return '"' + OWN + "f_" + table.name() + '"';
    }

    /// The rows of a table that its trigram index has not followed yet.
    static String pending(Table table) {
        return '"' + OWN + "p_" + table.name() + '"';
    }

    /// What keeps such rows when rows are inserted, updated or deleted.
    static String trigger(Table table, String event) {
        return '"' + OWN + event.toLowerCase(Locale.ROOT) + '_' + table.name() + '"';
    }

    static String column(String name) {
        return '"' + name + '"';
    }

    static String columns(List<String> names) {
        return names.stream().map(Names::column).collect(Collectors.joining(","));
    }

    /// The text that SQLite finds a place in JSON by, as a literal.
    static String path(Field.Path path) {
        StringBuilder text = new StringBuilder("'$");
        for (Field.Step step : path.steps()) {
            switch (step) {
                case Field.Step.Name(String name) ->
                        text.append(".\"").append(name.replace("'", "''")).append('"');
                case Field.Step.Index(int index) -> text.append('[').append(index).append(']');
            }
        }
        return text.append('\'').toString();
    }
}
