package chancery.store.embedded.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// LIKE in time by the product of pattern and text at most, with an eye on the clock. SQLite's own
/// goes back and forth without end for a pattern of many wildcards, and nothing interrupts it.
final class LikePattern {
    private static final int SOME = -1;
    private static final int ONE = -2;
    private static final int STEPS_PER_LOOK = 1 << 16;

    private final List<Integer> parts = new ArrayList<>();
    private final BooleanSupplier late;

    /// @param escape the character that takes a wildcard's meaning away; negative for none
    LikePattern(String pattern, int escape, BooleanSupplier late) {
        this.late = late;
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == escape && i + 1 < points.length) {
                i++;
                parts.add(folded(points[i]));
            } else if (points[i] == '%') {
                parts.add(SOME);
            } else {
                parts.add(points[i] == '_' ? ONE : folded(points[i]));
            }
        }
    }

    /// Whether the whole text is as the pattern says, ASCII letters without regard to case.
    ///
    /// @throws RawRefusal when the time is over
    boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        int part = 0;
        int at = 0;
        int retryPart = -1;
        int retryAt = 0;
        int steps = 0;
        while (at < points.length) {
            if (++steps % STEPS_PER_LOOK == 0 && late.getAsBoolean()) {
                throw new RawRefusal("the statement ran too long");
            }
            if (part < parts.size() && parts.get(part) == SOME) {
                retryPart = ++part;
                retryAt = at;
            } else if (part < parts.size() && fits(parts.get(part), points[at])) {
                part++;
                at++;
            } else if (retryPart >= 0) {
                part = retryPart;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        return parts.subList(part, parts.size()).stream().allMatch(p -> p == SOME);
    }

    private static boolean fits(int part, int point) {
        return part == ONE || part == folded(point);
    }

    private static int folded(int point) {
        return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
    }
}
