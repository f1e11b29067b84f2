package chancery.store.table.value;

/// What a column holds.
public enum Kind {
    TEXT,
    INTEGER,
    REAL,
    BOOLEAN,
    BYTES,
    /// One JSON value, kept as the text it came as.
    JSON;

    /// Whether a cell may stand in a column of this kind; absence is a question of its own.
    public boolean holds(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> true;
            case Cell.Text _ -> this == TEXT;
            case Cell.Int _ -> this == INTEGER;
            case Cell.Real _ -> this == REAL;
            case Cell.Flag _ -> this == BOOLEAN;
            case Cell.Bytes _ -> this == BYTES;
            case Cell.Json _ -> this == JSON;
        };
    }

    /// Whether cells of this kind can be equal to or beside this value.
    public boolean meets(Cell value) {
        boolean number = this == INTEGER || this == REAL;
        return switch (value) {
            case Cell.Int _, Cell.Real _ -> number;
            case Cell.Text _, Cell.Flag _, Cell.Bytes _, Cell.Json _, Cell.Null _ -> holds(value);
        };
    }
}
