package chancery.lua.pattern;

import chancery.lua.runtime.Budget;

import java.util.Arrays;

/// Finds a text inside another, byte by byte.
public final class PlainSearch {
    private static final int BYTES_PER_STEP = 16;
    private static final int COMPARISON_BYTES = 8;
    private static final int CHARGED_AT_ONCE = 4096;

    private PlainSearch() {}

    /// First place of a text at or after an index; negative when there is none.
    public static int find(Budget budget, byte[] subject, byte[] text, int from) {
        if (text.length == 0) {
            return from;
        }
        int last = subject.length - text.length;
        long unpaid = 0;
        for (int at = from; at <= last; at++) {
            if (subject[at] == text[0]) {
                int same = Arrays.mismatch(subject, at, at + text.length, text, 0, text.length);
                if (same < 0) {
                    budget.steps((unpaid + text.length) / BYTES_PER_STEP);
                    return at;
                }
                unpaid += COMPARISON_BYTES + same;
            }
            if (++unpaid >= CHARGED_AT_ONCE) {
                budget.steps(unpaid / BYTES_PER_STEP);
                unpaid = 0;
            }
        }
        budget.steps(unpaid / BYTES_PER_STEP);
        return -1;
    }
}
