package chancery.store.embedded.column;

import java.sql.SQLException;

/// What DuckDB's errors mean to us. Their messages begin with their kind.
enum Failure {
    /// Interrupted, because its time was over.
    TIME,
    /// Not enough memory, or room to spill.
    MEMORY,
    /// Somebody else's transaction is in the way of writing the log back.
    OTHERS,
    /// The question itself.
    QUESTION,
    /// The engine or its file.
    BROKEN;

    static Failure of(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("INTERRUPT Error")) {
            return TIME;
        }
        if (message.contains("Out of Memory Error")) {
            return MEMORY;
        }
        if (message.contains("Cannot CHECKPOINT")) {
            return OTHERS;
        }
        return isAnyOf(message, "Binder Error", "Parser Error", "Catalog Error")
                        || isAnyOf(message, "Conversion Error", "Out of Range Error")
                        || isAnyOf(message, "Invalid Input Error", "Not implemented Error")
                ? QUESTION
                : BROKEN;
    }

    private static boolean isAnyOf(String message, String... kinds) {
        for (String kind : kinds) {
            if (message.startsWith(kind)) {
                return true;
            }
        }
        return false;
    }
}
