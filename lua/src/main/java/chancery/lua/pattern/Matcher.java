package chancery.lua.pattern;

import static chancery.lua.pattern.Pattern.operand;
import static chancery.lua.pattern.Pattern.repetition;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.util.Arrays;

/// Matches one pattern at places of one subject, and knows the captures of the last match.
///
/// The depth of its recursion is bounded as in Lua: it grows with items that can be matched in
/// several ways, never with the length of the subject. Every byte tried and every recursion is
/// charged.
public final class Matcher {
    /// No match.
    public static final int NONE = -1;

    private static final int DEPTH_MAX = 200;
    private static final int TRIES_PER_STEP = 4;
    private static final int BYTES_PER_STEP = 16;
    private static final int POSITION_LENGTH = -2;

    private final Budget budget;
    private final Pattern pattern;
    private final int[] items;
    private final LuaString subject;
    private final byte[] bytes;
    private final int[] starts;
    private final int[] lengths;
    private int depth;
    private int tries;

    /// A matcher that has not matched yet.
    public Matcher(Budget budget, Pattern pattern, LuaString subject) {
        this.budget = budget;
        this.pattern = pattern;
        this.subject = subject;
        items = pattern.items;
        bytes = subject.bytes();
        starts = new int[pattern.captures];
        lengths = new int[pattern.captures];
    }

    /// Where a match from this index on ends; [#NONE] when there is none.
    public int match(int from) {
        depth = 0;
        return run(from, 0);
    }

    /// How many captures a match has.
    public int captures() {
        return pattern.captures;
    }

    /// A capture of the last match, which went from one index up to before another: a text, or a
    /// position from 1. Without captures the first is the whole match.
    public Object capture(int number, int from, int to) {
        if (number >= pattern.captures) {
            if (number != 0) {
                throw new LuaError("invalid capture index %" + (number + 1));
            }
            return slice(from, to);
        }
        if ((pattern.unfinished >> number & 1) != 0) {
            throw new LuaError("unfinished capture");
        }
        if (lengths[number] == POSITION_LENGTH) {
            return starts[number] + 1L;
        }
        return slice(starts[number], starts[number] + lengths[number]);
    }

    private LuaString slice(int from, int to) {
        budget.allocate(LuaString.cost(to - from));
        budget.steps((to - from) / BYTES_PER_STEP);
        return subject.slice(from, to);
    }

    /// Matches the rest of the pattern; the depth is then as before.
    private int run(int from, int first) {
        int before = depth;
        budget.step();
        deepen();
        int end = advance(from, first);
        depth = before;
        return end;
    }

    private void deepen() {
        if (++depth > DEPTH_MAX) {
            throw new LuaError("pattern too complex");
        }
    }

    private int advance(int from, int first) {
        int at = from;
        int next = first;
        while (at >= 0) {
            int item = items[next++];
            switch (Pattern.kind(item)) {
                case Pattern.END -> {
                    return at;
                }
                case Pattern.SUBJECT_END -> at = at == bytes.length ? at : NONE;
                case Pattern.OPEN -> begin(operand(item), at, 0);
                case Pattern.POSITION -> begin(operand(item), at, POSITION_LENGTH);
                case Pattern.CLOSE -> finish(operand(item), at);
                case Pattern.BACK -> at = back(operand(item), at);
                case Pattern.BALANCE -> at = balance(operand(item), at);
                case Pattern.FRONTIER -> at = frontier(operand(item), at) ? at : NONE;
                case Pattern.FAULT -> throw new LuaError(String.valueOf(pattern.fault));
                default -> {
                    if (repetition(item) >= Pattern.GREEDY) {
                        return repeated(item, at, next);
                    }
                    boolean accepted = accepts(item, at);
                    if (repetition(item) == Pattern.ONCE) {
                        at = accepted ? at + 1 : NONE;
                    } else if (accepted) {
                        int end = run(at + 1, next);
                        if (end >= 0) {
                            return end;
                        }
                    }
                }
            }
        }
        return NONE;
    }

    /// Needs no undoing: whatever reads a capture has passed its beginning and end again.
    private void begin(int capture, int at, int length) {
        deepen();
        starts[capture] = at;
        lengths[capture] = length;
    }

    private void finish(int capture, int at) {
        deepen();
        lengths[capture] = at - starts[capture];
    }

    private int repeated(int item, int at, int next) {
        return switch (repetition(item)) {
            case Pattern.LAZY -> lazy(item, at, next);
            case Pattern.GREEDY_SOME -> accepts(item, at) ? greedy(item, at + 1, next) : NONE;
            default -> greedy(item, at, next);
        };
    }

    private int greedy(int item, int at, int next) {
        int most = at;
        while (accepts(item, most)) {
            most++;
        }
        for (int end = most; end >= at; end--) {
            int found = run(end, next);
            if (found >= 0) {
                return found;
            }
        }
        return NONE;
    }

    private int lazy(int item, int from, int next) {
        int at = from;
        while (true) {
            int found = run(at, next);
            if (found >= 0) {
                return found;
            }
            if (!accepts(item, at)) {
                return NONE;
            }
            at++;
        }
    }

    private boolean accepts(int item, int at) {
        charge();
        if (at >= bytes.length) {
            return false;
        }
        int value = bytes[at] & 0xff;
        return switch (Pattern.kind(item)) {
            case Pattern.BYTE -> operand(item) == value;
            case Pattern.ANY -> true;
            case Pattern.CLASS -> ByteClass.contains(operand(item), value);
            default -> ByteClass.contains(pattern.sets, operand(item), value);
        };
    }

    private int back(int capture, int at) {
        int length = lengths[capture];
        if (length < 0 || length > bytes.length - at) {
            return NONE;
        }
        budget.steps(1 + length / BYTES_PER_STEP);
        int start = starts[capture];
        return Arrays.equals(bytes, start, start + length, bytes, at, at + length)
                ? at + length
                : NONE;
    }

    private int balance(int pair, int from) {
        byte opening = (byte) pair;
        byte closing = (byte) (pair >> 8);
        if (from >= bytes.length || bytes[from] != opening) {
            return NONE;
        }
        int open = 1;
        for (int at = from + 1; at < bytes.length; at++) {
            charge();
            if (bytes[at] == closing) {
                if (--open == 0) {
                    return at + 1;
                }
            } else if (bytes[at] == opening) {
                open++;
            }
        }
        return NONE;
    }

    private boolean frontier(int set, int at) {
        charge();
        int before = at == 0 ? 0 : bytes[at - 1] & 0xff;
        int behind = at == bytes.length ? 0 : bytes[at] & 0xff;
        return !ByteClass.contains(pattern.sets, set, before)
                && ByteClass.contains(pattern.sets, set, behind);
    }

    private void charge() {
        if (--tries < 0) {
            tries = TRIES_PER_STEP - 1;
            budget.step();
        }
    }
}
