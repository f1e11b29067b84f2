package chancery.store.embedded.table;

import chancery.store.embedded.pool.Pool;
import chancery.store.table.RawAnswer;
import chancery.store.table.RawLimits;
import chancery.store.table.RawView;
import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.value.Cell;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteLimits;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Raw SQL on a connection of its own, which reads, knows the views of the schema, and is held
/// within limits. Three fences stand one behind the other: the text names nothing of ours, the
/// program reads nothing but the trees of the views, and the connection cannot write.
final class RawQueries implements Pool.Connection {
    private static final int EXPRESSION_DEPTH = 100;
    private static final int COMPOUND_MAX = 20;
    private static final int PROGRAM_MAX = 25_000;
    private static final int ARGUMENTS_MAX = 100;

    /// Columns of what SQLite reads from itself, `json_each` above all.
    private static final int OWN_COLUMNS = 20;

    private final Session session;
    private final RawLimits limits;
    private final Set<Integer> trees = new HashSet<>();
    private final Set<String> modules = new HashSet<>();

    private RawQueries(Session session, RawLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    /// Makes a reading connection one for raw SQL.
    static RawQueries on(Session session, Schema schema, RawLimits limits) throws SQLException {
        RawQueries queries = new RawQueries(session, limits);
        session.run("PRAGMA query_only=0");
        for (RawView view : schema.views()) {
            Table table = schema.table(view.table());
            session.run(definition(view, table));
            queries.learnTrees(table);
        }
        session.run("PRAGMA query_only=1");
        queries.learnModules();
        Functions.registerRaw(session, limits.valueBytes());
        queries.fence();
        return queries;
    }

    RawAnswer query(String text, List<Cell> parameters) throws SQLException {
        session.begin(limits.time());
        try {
            return answer(text, parameters);
        } catch (RawRefusal e) {
            return new RawAnswer.Refused(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            if (Damage.of(e)) {
                throw e;
            }
            return new RawAnswer.Refused(why(e));
        } finally {
            session.finish();
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }

    private RawAnswer answer(String text, List<Cell> parameters) throws SQLException {
        if (text.length() > limits.sqlUnits()) {
            throw new RawRefusal("the statement is longer than " + limits.sqlUnits());
        }
        if (parameters.size() > limits.parameters()) {
            throw new RawRefusal("more than " + limits.parameters() + " parameters");
        }
        String sql = RawText.accepted(text, modules);
        if (!session.keeps(sql)) {
            RawPlan.check(session, sql, trees);
        }
        PreparedStatement statement = session.prepare(sql);
        int takes = statement.getParameterMetaData().getParameterCount();
        if (takes != parameters.size()) {
            throw new RawRefusal("the statement takes " + takes + " parameters");
        }
        for (int i = 0; i < takes; i++) {
            statement.setObject(i + 1, bound(parameters.get(i)));
        }
        try (ResultSet rows = statement.executeQuery()) {
            return rows(rows);
        }
    }

    private RawAnswer.Rows rows(ResultSet rows) throws SQLException {
        ResultSetMetaData shape = rows.getMetaData();
        if (shape.getColumnCount() > limits.columns()) {
            throw new RawRefusal("the answer has more than " + limits.columns() + " columns");
        }
        List<String> columns = new ArrayList<>();
        while (columns.size() < shape.getColumnCount()) {
            columns.add(shape.getColumnLabel(columns.size() + 1));
        }
        List<List<Cell>> found = new ArrayList<>();
        long bytes = 0;
        while (rows.next()) {
            if (found.size() == limits.rows()) {
                throw new RawRefusal("the answer has more than " + limits.rows() + " rows");
            }
            List<Cell> row = new ArrayList<>();
            while (row.size() < columns.size()) {
                Cell cell = cell(rows.getObject(row.size() + 1));
                bytes += cell.bytes();
                row.add(cell);
            }
            if (bytes > limits.bytes()) {
                throw new RawRefusal("the answer has more than " + limits.bytes() + " bytes");
            }
            found.add(row);
        }
        return new RawAnswer.Rows(columns, found);
    }

    private static Cell cell(@Nullable Object value) {
        return switch (value) {
            case null -> Cell.none();
            case String text -> Cell.of(text);
            case Double number -> Double.isFinite(number) ? Cell.of(number) : Cell.none();
            case Number number -> Cell.of(number.longValue());
            case byte[] bytes -> Cell.of(bytes);
            default -> throw new IllegalStateException("SQLite answers with " + value);
        };
    }

    private static @Nullable Object bound(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> null;
            case Cell.Text(String text) -> text;
            case Cell.Json(String text) -> text;
            case Cell.Int(long number) -> number;
            case Cell.Real(double number) -> number;
            case Cell.Flag(boolean flag) -> flag ? 1L : 0L;
            case Cell.Bytes(byte[] bytes) -> bytes;
        };
    }

    private static String definition(RawView view, Table table) {
        String columns =
                view.columns().stream()
                        .map(c -> Names.column(c.column()) + " AS " + Names.column(c.name()))
                        .collect(Collectors.joining(","));
        Sql sql = Sql.literal("CREATE TEMP VIEW " + Names.column(view.name()) + " AS SELECT ");
        sql.add(columns + " FROM main." + Names.table(table) + " WHERE ");
        Conditions.write(table, view.where(), sql);
        return sql.text();
    }

    private void learnTrees(Table table) throws SQLException {
        String name = Names.OWN + "t_" + table.name();
        Sql sql = new Sql("SELECT rootpage FROM main.sqlite_schema WHERE tbl_name=").bind(name);
        try (ResultSet rows = sql.on(session).executeQuery()) {
            while (rows.next()) {
                trees.add(rows.getInt(1));
            }
        }
    }

    private void learnModules() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA module_list")) {
            while (rows.next()) {
                modules.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        modules.removeAll(Set.of("json_each", "json_tree"));
    }

    private void fence() throws SQLException {
        limit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        limit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
        limit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 0);
        limit(SQLiteLimits.SQLITE_LIMIT_LENGTH, limits.valueBytes());
        limit(SQLiteLimits.SQLITE_LIMIT_COLUMN, limits.columns() + OWN_COLUMNS);
        limit(SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, limits.parameters());
        limit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, EXPRESSION_DEPTH);
        limit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, COMPOUND_MAX);
        limit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, PROGRAM_MAX);
        limit(SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, ARGUMENTS_MAX);
    }

    private void limit(SQLiteLimits what, int value) throws SQLException {
        session.connection().setLimit(what, value);
    }

    private String why(SQLException e) {
        if (Damage.interrupted(e)) {
            return "the statement ran longer than " + limits.time().toMillis() + " ms";
        }
        String message = String.valueOf(e.getMessage());
        int from = message.indexOf('(');
        int to = message.lastIndexOf(')');
        return from >= 0 && to > from ? message.substring(from + 1, to) : message;
    }
}
