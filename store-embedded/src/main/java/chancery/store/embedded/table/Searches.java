package chancery.store.embedded.table;

import chancery.store.table.Field;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Schema;
import chancery.store.table.Search;
import chancery.store.table.Table;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;
import chancery.store.table.value.SearchHits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Searches on one connection: the trigram index names rows that may hold the text, and its backlog
/// those that it does not know; all rows that pass the filter are looked at when it cannot help.
final class Searches {
    private final Session session;
    private final Schema schema;
    private final TableLimits limits;

    Searches(Session session, Schema schema, TableLimits limits) {
        this.session = session;
        this.schema = schema;
        this.limits = limits;
    }

    List<Row> search(Search search) throws SQLException {
        session.run("BEGIN");
        try {
            Table table = schema.table(search.table());
            Lists lists = new Lists(session, schema, limits);
            List<Row> found = new ArrayList<>();
            for (List<Cell> key : hits(search, table).keys()) {
                found.add(lists.get(table, new RowKey(key)).orElseThrow());
            }
            return found;
        } finally {
            session.run("COMMIT");
        }
    }

    /// The statement for what may be a hit: each with its key and the value to look at.
    Sql statement(Search search) {
        Table table = schema.table(search.table());
        String value = Expressions.value(search.field());
        Sql sql = new Sql("SELECT " + Names.columns(table.key()) + "," + value + " FROM ");
        Optional<String> question =
                indexed(table, search.field())
                        ? Trigrams.question(search.text())
                        : Optional.empty();
        if (question.isPresent()) {
            String trigrams = Names.trigrams(table);
            sql.add("(SELECT rowid AS hit FROM " + trigrams + " WHERE " + trigrams + " MATCH ");
            sql.bind(question.get()).add(" UNION SELECT " + Names.ROW + " FROM ");
            sql.add(Names.pending(table) + ") CROSS JOIN " + Names.table(table));
            sql.add(" ON " + Names.ROW + "=hit WHERE ");
        } else {
            sql.add(Names.table(table) + " WHERE ");
        }
        Conditions.write(table, search.where(), sql);
        return sql;
    }

    private SearchHits hits(Search search, Table table) throws SQLException {
        SearchHits hits = new SearchHits(search.text(), limits.searchUnits(), search.limit());
        int place = table.key().size() + 1;
        try (ResultSet rows = statement(search).on(session).executeQuery()) {
            while (rows.next()) {
                if (Expressions.read(rows, place, table, search.field())
                                instanceof Cell.Text(String text)
                        && hits.hit(text)) {
                    hits.offer(text, key(table, rows));
                }
            }
        }
        return hits;
    }

    /// Whether a field is a string at the top of the searched column.
    private static boolean indexed(Table table, Field field) {
        return field instanceof Field.Path(String column, List<Field.Step> steps)
                && table.search().filter(column::equals).isPresent()
                && steps.size() == 1
                && steps.getFirst() instanceof Field.Step.Name(String name)
                && Trigrams.indexed(name);
    }

    private static List<Cell> key(Table table, ResultSet rows) throws SQLException {
        List<Cell> key = new ArrayList<>();
        for (String column : table.key()) {
            key.add(Expressions.read(rows, key.size() + 1, table.column(column).kind()));
        }
        return key;
    }
}
