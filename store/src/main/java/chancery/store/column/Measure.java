package chancery.store.column;

/// A figure over the values of a column in a group of rows, each value of a list on its own.
public record Measure(Figure figure, String column) {
    /// What is worked out. All but [#VALUES] need a numeric column.
    public enum Figure {
        /// How many values there are.
        VALUES,
        /// Of no value, 0; beyond the numbers there are, none.
        SUM,
        /// Of no value, none.
        AVERAGE,
        /// Of no value, none.
        MIN,
        /// Of no value, none.
        MAX
    }
}
