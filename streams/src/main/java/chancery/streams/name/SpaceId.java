package chancery.streams.name;

import chancery.streams.fault.Fault;

import java.util.Set;

/// The identifier of a space: 1 to 43 characters, a letter first.
public record SpaceId(String value) implements Comparable<SpaceId> {
    private static final int LENGTH_MAX = 43;
    private static final Set<String> RESERVED =
            Set.of("space", "cdf", "dms", "pg3", "shared", "system", "node", "edge", "at");

    public SpaceId {
        if (!valid(value)) {
            throw Fault.invalid(
                    "space must match ^[a-zA-Z][a-zA-Z0-9_-]{0,41}[a-zA-Z0-9]?$: " + cut(value));
        }
    }

    /// Whether a text is the identifier of a space.
    public static boolean valid(String value) {
        return Letters.shaped(
                value,
                LENGTH_MAX,
                Letters::letter,
                c -> Letters.alphanumeric(c) || c == '_' || c == '-',
                last(value));
    }

    /// The last of the longest identifiers is a letter or a digit; of shorter ones it may be any,
    /// because the last part of the pattern may be empty.
    private static Letters.Kind last(String value) {
        return value.length() == LENGTH_MAX
                ? Letters::alphanumeric
                : c -> Letters.alphanumeric(c) || c == '_' || c == '-';
    }

    static String cut(String value) {
        int shown = 80;
        return value.length() <= shown ? value : value.substring(0, shown) + "…";
    }

    /// Refuses names that may not be given to a new space.
    public SpaceId unreserved() {
        if (RESERVED.contains(value)) {
            throw Fault.invalid("space may not be " + value + ": the name is reserved");
        }
        return this;
    }

    @Override
    public int compareTo(SpaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
