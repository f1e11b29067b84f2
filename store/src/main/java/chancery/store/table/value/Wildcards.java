package chancery.store.table.value;

import java.util.Arrays;

/// A pattern for a whole text: `%` stands for any run of characters, `_` for one, everything else
/// for itself without regard to case. Takes time by the product of pattern and text at most.
public final class Wildcards {
    /// The longest pattern.
    public static final int UNITS_MAX = 256;

    private static final int SOME = -1;
    private static final int ONE = -2;

    private final int[] parts;

    private Wildcards(int[] parts) {
        this.parts = parts;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException when it is longer than [#UNITS_MAX]
    public static Wildcards of(String pattern) {
        if (pattern.length() > UNITS_MAX) {
            throw new IllegalArgumentException("a pattern has at most " + UNITS_MAX);
        }
        return new Wildcards(
                Fold.of(pattern)
                        .codePoints()
                        .map(point -> point == '%' ? SOME : point == '_' ? ONE : point)
                        .toArray());
    }

    /// Whether the whole text is as the pattern says.
    public boolean matches(String text) {
        int[] points = Fold.of(text).codePoints().toArray();
        int part = 0;
        int at = 0;
        int retryPart = -1;
        int retryAt = 0;
        while (at < points.length) {
            if (part < parts.length && parts[part] == SOME) {
                retryPart = ++part;
                retryAt = at;
            } else if (part < parts.length && fits(parts[part], points[at])) {
                part++;
                at++;
            } else if (retryPart >= 0) {
                part = retryPart;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        return Arrays.stream(parts, part, parts.length).allMatch(left -> left == SOME);
    }

    private static boolean fits(int part, int point) {
        return part == ONE || part == point;
    }
}
