package chancery.store.column;

/// One level of a grouping: how the rows of each group above are grouped, and which of the groups
/// count. What is in a group that does not count is in none below it either.
///
/// @param size the first so many groups inside each group above
public record Level(GroupKey key, Order order, int size) {
    public Level {
        if (size < 1) {
            throw new IllegalArgumentException("a level has groups");
        }
    }

    /// All groups.
    public static Level all(GroupKey key) {
        return new Level(key, Order.KEY, Integer.MAX_VALUE);
    }

    /// The groups with the most rows.
    public static Level fullest(GroupKey key, int size) {
        return new Level(key, Order.FULLEST, size);
    }

    /// Which groups come first.
    public enum Order {
        /// Small keys first.
        KEY,
        /// Those with the most rows, of equal ones small keys first.
        FULLEST
    }
}
