package chancery.lua.pattern;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaString;

import org.jspecify.annotations.Nullable;

/// A pattern, read: a list of items to match one after the other.
///
/// A malformed pattern is read up to its fault, which stands as an item there: it is raised when a
/// match gets so far, and not before, as in Lua.
public final class Pattern {
    static final int END = 0;
    static final int BYTE = 1;
    static final int ANY = 2;
    static final int CLASS = 3;
    static final int SET = 4;
    static final int SUBJECT_END = 5;
    static final int OPEN = 6;
    static final int POSITION = 7;
    static final int CLOSE = 8;
    static final int BALANCE = 9;
    static final int FRONTIER = 10;
    static final int BACK = 11;
    static final int FAULT = 12;

    static final int ONCE = 0;
    static final int OPTIONAL = 1;
    static final int GREEDY = 2;
    static final int GREEDY_SOME = 3;
    static final int LAZY = 4;

    private static final int BYTES_PER_STEP = 4;
    private static final String SPECIAL = "^$*+?.([%-";

    /// Kind in bits 0 to 3, repetition in bits 4 to 6, operand above.
    final int[] items;
    final long[] sets;
    /// How many captures a match has.
    final int captures;
    /// Captures that are never closed, by bits.
    final int unfinished;
    final @Nullable String fault;

    Pattern(PatternReader reader) {
        items = reader.items();
        sets = reader.sets();
        captures = reader.captures();
        unfinished = reader.unfinished();
        fault = reader.fault();
    }

    /// Reads a pattern from an index on. An anchor in front is the caller's to skip.
    public static Pattern of(Budget budget, LuaString text, int from) {
        budget.steps(1 + text.length() / BYTES_PER_STEP);
        budget.allocate(64 + (long) Integer.BYTES * (text.length() - from + 1));
        return new Pattern(new PatternReader(budget, text.bytes(), from));
    }

    /// Whether a text matches nothing but itself.
    public static boolean plain(Budget budget, LuaString text) {
        budget.steps(text.length() / BYTES_PER_STEP);
        for (byte character : text.bytes()) {
            if (SPECIAL.indexOf(character) >= 0) {
                return false;
            }
        }
        return true;
    }

    static int kind(int item) {
        return item & 0xf;
    }

    static int repetition(int item) {
        return item >> 4 & 0x7;
    }

    static int operand(int item) {
        return item >>> 8;
    }

    static int item(int kind, int repetition, int operand) {
        return kind | repetition << 4 | operand << 8;
    }
}
