package chancery.store.column;

/// One column to order rows by. It holds one value at most in each row.
public record SortKey(String column, Direction direction, Absent absent) {
    /// Small values first, rows without one last.
    public static SortKey ascending(String column) {
        return new SortKey(column, Direction.ASCENDING, Absent.LAST);
    }

    /// Large values first, rows without one last.
    public static SortKey descending(String column) {
        return new SortKey(column, Direction.DESCENDING, Absent.LAST);
    }

    /// Small values first, or large ones.
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /// Where rows without a value stand.
    public enum Absent {
        FIRST,
        LAST
    }
}
