package chancery.store.column;

/// A typed column. Every row may leave it out.
public record Column(String name, Kind kind, Holds holds) {
    private static final int NAME_MAX = 63;
    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_";

    public Column {
        requireName(name);
    }

    /// A column of which each row has one value.
    public static Column one(String name, Kind kind) {
        return new Column(name, kind, Holds.ONE);
    }

    /// A column of which each row has a list of values.
    public static Column many(String name, Kind kind) {
        return new Column(name, kind, Holds.MANY);
    }

    /// What its values are.
    public enum Kind {
        TEXT,
        WHOLE,
        REAL,
        FLAG;

        /// Whether sums can be made.
        public boolean numeric() {
            return this == WHOLE || this == REAL;
        }
    }

    /// How many values a row has.
    public enum Holds {
        ONE,
        MANY
    }

    /// Refuses what is no name of a table or column: up to 63 of a to z, 0 to 9 and `_`, a letter
    /// first.
    public static void requireName(String name) {
        boolean plain =
                !name.isEmpty()
                        && name.length() <= NAME_MAX
                        && name.charAt(0) >= 'a'
                        && name.charAt(0) <= 'z'
                        && name.chars().allMatch(c -> NAME_CHARACTERS.indexOf(c) >= 0);
        if (!plain) {
            throw new IllegalArgumentException("not a name: " + name);
        }
    }
}
