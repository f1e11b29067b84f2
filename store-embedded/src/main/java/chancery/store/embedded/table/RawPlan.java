package chancery.store.embedded.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/// What SQLite is about to do for a statement, looked at before it is done. The driver has no
/// authoriser, so the program that SQLite has compiled is read: which trees it opens, which
/// functions it calls, and whether it would change anything.
final class RawPlan {
    private static final Set<String> READS = Set.of("OpenRead", "ReopenIdx");
    private static final Set<String> CALLS =
            Set.of("Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggFinal");
    private static final Set<String> CHANGES =
            Set.of(
                    "OpenWrite",
                    "VUpdate",
                    "VCreate",
                    "VDestroy",
                    "VRename",
                    "VBegin",
                    "Destroy",
                    "Clear",
                    "CreateBtree",
                    "ParseSchema",
                    "SqlExec",
                    "JournalMode",
                    "Checkpoint",
                    "Vacuum",
                    "IncrVacuum",
                    "SetCookie",
                    "AutoCommit",
                    "Savepoint",
                    "Expire",
                    "DropTable",
                    "DropIndex",
                    "DropTrigger",
                    "LoadAnalysis",
                    "IntegrityCk",
                    "MaxPgcnt",
                    "Program");
    private static final Set<String> FUNCTIONS =
            Set.of(
                    ("-> ->> abs avg ceil ceiling char coalesce concat concat_ws count cume_dist"
                         + " current_date current_time current_timestamp date datetime dense_rank"
                         + " exp first_value floor format group_concat hex ifnull iif instr json"
                         + " json_array json_array_length json_extract json_group_array"
                         + " json_group_object json_object json_quote json_type json_valid"
                         + " julianday lag last_value lead length like likely ln log log10 log2"
                         + " lower ltrim max min mod nth_value ntile nullif octet_length"
                         + " percent_rank pi pow power printf quote random rank replace round"
                         + " row_number rtrim sign sqrt strftime string_agg substr substring sum"
                         + " time timediff total trim trunc typeof unhex unicode unixepoch unlikely"
                         + " upper")
                            .split(" "));

    private RawPlan() {}

    /// Lets a statement pass, or says why not.
    ///
    /// @param trees root pages of the tables and indexes that it may read
    static void check(Session session, String sql, Set<Integer> trees) throws SQLException {
        try (PreparedStatement explain = session.connection().prepareStatement("EXPLAIN " + sql);
                ResultSet steps = explain.executeQuery()) {
            while (steps.next()) {
                check(steps, trees);
            }
        }
    }

    private static void check(ResultSet step, Set<Integer> trees) throws SQLException {
        String code = step.getString("opcode");
        if (CHANGES.contains(code)) {
            throw new RawRefusal("the statement would change something");
        }
        if (code.equals("Transaction") && step.getInt("p2") != 0) {
            throw new RawRefusal("the statement would change something");
        }
        if (READS.contains(code)
                && !(step.getInt("p3") == 0 && trees.contains(step.getInt("p2")))) {
            throw new RawRefusal("the statement reads what is not for raw SQL");
        }
        if (CALLS.contains(code)) {
            checkCall(step.getString("p4"));
        }
    }

    /// Checks a function as SQLite writes it, `name(arguments)`. Trimming other characters than
    /// spaces takes time by the product of two lengths, within one step of the program.
    private static void checkCall(String call) {
        int end = call.indexOf('(');
        String name = end < 0 ? call : call.substring(0, end);
        boolean trims = name.endsWith("trim") && !call.endsWith("(1)");
        if (trims || !(FUNCTIONS.contains(name) || name.equals(Functions.CONTAINS))) {
            throw new RawRefusal("the function " + call + " is not for raw SQL");
        }
    }
}
