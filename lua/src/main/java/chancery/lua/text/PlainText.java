package chancery.lua.text;

import chancery.lua.runtime.Budget;

/// Text as C has it: up to the first zero byte.
final class PlainText {
    private static final int BYTES_PER_STEP = 8;

    private PlainText() {}

    /// Whether there is a zero byte at or after an index.
    static boolean containsZero(Budget budget, byte[] bytes, int from) {
        return zeroAt(budget, bytes, from) >= 0;
    }

    /// Index of the first zero byte at or after an index; negative without one.
    static int zeroAt(Budget budget, byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        budget.steps((at - from) / BYTES_PER_STEP);
        return at < bytes.length ? at : -1;
    }
}
