package chancery.store.embedded.table;

import org.sqlite.SQLiteErrorCode;

import java.sql.SQLException;

/// What SQLite's errors mean to us.
final class Damage {
    private static final int PRIMARY = 0xff;

    private Damage() {}

    /// Whether the file is not what SQLite wrote.
    static boolean of(SQLException e) {
        return is(e, SQLiteErrorCode.SQLITE_CORRUPT) || is(e, SQLiteErrorCode.SQLITE_NOTADB);
    }

    static boolean interrupted(SQLException e) {
        return is(e, SQLiteErrorCode.SQLITE_INTERRUPT);
    }

    private static boolean is(SQLException e, SQLiteErrorCode code) {
        return (e.getErrorCode() & PRIMARY) == code.code;
    }
}
