package chancery.lua.pattern;

import static chancery.lua.pattern.Pattern.item;

import chancery.lua.runtime.Budget;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Reads the text of one pattern into items.
final class PatternReader {
    /// As many as in Lua.
    static final int CAPTURES_MAX = 32;

    private static final long[] NO_SETS = {};

    private final Budget budget;
    private final byte[] text;
    private final int[] items;
    private int at;
    private int count;
    private long[] sets = NO_SETS;
    private int setCount;
    private int captures;
    private int unfinished;
    private @Nullable String fault;

    PatternReader(Budget budget, byte[] text, int from) {
        this.budget = budget;
        this.text = text;
        at = from;
        items = new int[text.length - from + 1];
        while (at < text.length && fault == null) {
            read();
        }
        emit(fault == null ? Pattern.END : Pattern.FAULT, 0);
    }

    int[] items() {
        return items;
    }

    long[] sets() {
        return sets;
    }

    int captures() {
        return captures;
    }

    int unfinished() {
        return unfinished;
    }

    @Nullable String fault() {
        return fault;
    }

    private void read() {
        switch (text[at]) {
            case '(' -> open();
            case ')' -> close();
            case '$' -> dollar();
            case '%' -> escape();
            default -> single();
        }
    }

    private void open() {
        if (captures == CAPTURES_MAX) {
            fault = "too many captures";
            return;
        }
        boolean position = peek(1) == ')';
        if (!position) {
            unfinished |= 1 << captures;
        }
        at += position ? 2 : 1;
        emit(position ? Pattern.POSITION : Pattern.OPEN, captures++);
    }

    private void close() {
        if (unfinished == 0) {
            fault = "invalid pattern capture";
            return;
        }
        int innermost = 31 - Integer.numberOfLeadingZeros(unfinished);
        unfinished &= ~(1 << innermost);
        at++;
        emit(Pattern.CLOSE, innermost);
    }

    private void dollar() {
        if (at + 1 == text.length) {
            at++;
            emit(Pattern.SUBJECT_END, 0);
        } else {
            single();
        }
    }

    private void escape() {
        int letter = peek(1);
        if (letter == 'b') {
            balance();
        } else if (letter == 'f') {
            frontier();
        } else if (letter >= '0' && letter <= '9') {
            back(letter - '1');
        } else {
            single();
        }
    }

    private void balance() {
        if (at + 3 >= text.length) {
            fault = "malformed pattern (missing arguments to '%b')";
            return;
        }
        emit(Pattern.BALANCE, peek(2) | peek(3) << 8);
        at += 4;
    }

    private void frontier() {
        at += 2;
        if (peek(0) != '[') {
            fault = "missing '[' after '%f' in pattern";
            return;
        }
        int set = set();
        if (set >= 0) {
            emit(Pattern.FRONTIER, set);
        }
    }

    private void back(int capture) {
        if (capture < 0 || capture >= captures || (unfinished >> capture & 1) != 0) {
            fault = "invalid capture index %" + (capture + 1);
            return;
        }
        at += 2;
        emit(Pattern.BACK, capture);
    }

    /// An item for one byte of the subject, and how often.
    private void single() {
        int kind = Pattern.BYTE;
        int operand = text[at] & 0xff;
        if (operand == '.') {
            kind = Pattern.ANY;
            at++;
        } else if (operand == '[') {
            kind = Pattern.SET;
            operand = set();
        } else if (operand != '%') {
            at++;
        } else if (at + 1 == text.length) {
            fault = "malformed pattern (ends with '%')";
        } else {
            operand = peek(1);
            int number = ByteClass.of(operand);
            kind = number < 0 ? Pattern.BYTE : Pattern.CLASS;
            operand = number < 0 ? operand : number;
            at += 2;
        }
        if (fault == null) {
            items[count++] = item(kind, repetition(), operand);
        }
    }

    private int repetition() {
        int repetition =
                switch (peek(0)) {
                    case '?' -> Pattern.OPTIONAL;
                    case '*' -> Pattern.GREEDY;
                    case '+' -> Pattern.GREEDY_SOME;
                    case '-' -> Pattern.LAZY;
                    default -> Pattern.ONCE;
                };
        if (repetition != Pattern.ONCE) {
            at++;
        }
        return repetition;
    }

    /// Reads a set in brackets; its number, negative after a fault.
    private int set() {
        boolean negated = peek(1) == '^';
        int from = at + (negated ? 2 : 1);
        int close = closing(from);
        if (close < 0) {
            fault = "malformed pattern (missing ']')";
            return -1;
        }
        long[] set = new long[ByteClass.WORDS];
        for (int i = from; i < close; i++) {
            i = member(set, i, close);
        }
        at = close + 1;
        return store(set, negated);
    }

    /// Where the bracket closes: not at once, and not behind a percent sign.
    private int closing(int from) {
        int i = from;
        while (i < text.length) {
            i += text[i] == '%' ? 2 : 1;
            if (i < text.length && text[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    /// Puts the member at an index into the set; answers the last index that it takes.
    private int member(long[] set, int index, int close) {
        int first = text[index] & 0xff;
        if (first == '%') {
            int letter = text[index + 1] & 0xff;
            int number = ByteClass.of(letter);
            if (number < 0) {
                addRange(set, letter, letter);
            } else {
                ByteClass.addTo(set, number);
            }
            return index + 1;
        }
        if (index + 2 < close && text[index + 1] == '-') {
            addRange(set, first, text[index + 2] & 0xff);
            return index + 2;
        }
        addRange(set, first, first);
        return index;
    }

    private static void addRange(long[] set, int first, int last) {
        for (int value = first; value <= last; value++) {
            set[value >> 6] |= 1L << value;
        }
    }

    private int store(long[] set, boolean negated) {
        int base = setCount * ByteClass.WORDS;
        if (base == sets.length) {
            int longer = Math.max(ByteClass.WORDS, 2 * base);
            budget.allocate((long) Long.BYTES * (longer - base));
            sets = Arrays.copyOf(sets, longer);
        }
        for (int i = 0; i < ByteClass.WORDS; i++) {
            sets[base + i] = negated ? ~set[i] : set[i];
        }
        return setCount++;
    }

    private void emit(int kind, int operand) {
        items[count++] = item(kind, Pattern.ONCE, operand);
    }

    /// A byte some places ahead; negative beyond the end.
    private int peek(int ahead) {
        return at + ahead < text.length ? text[at + ahead] & 0xff : -1;
    }
}
