package chancery.lua.number;

import org.jspecify.annotations.Nullable;

/// Reads numerals as Lua does (manual 3.1).
public final class Numerals {
    private static final long TENTH = Long.MAX_VALUE / 10;
    private static final int LAST_DIGIT = (int) (Long.MAX_VALUE % 10);

    private Numerals() {}

    /// A [Long] or a [Double]; null when the text is no numeral. Space around it and a sign are
    /// allowed.
    public static @Nullable Number parse(byte[] text) {
        return parse(text, 0, text.length);
    }

    /// The same for a part of the bytes.
    public static @Nullable Number parse(byte[] text, int from, int to) {
        int start = skipSpace(text, from, to);
        int end = trimSpace(text, start, to);
        boolean negative = start < end && text[start] == '-';
        int digits = start + (negative || (start < end && text[start] == '+') ? 1 : 0);
        if (digits >= end) {
            return null;
        }
        if (end - digits > 1 && text[digits] == '0' && (text[digits + 1] | 0x20) == 'x') {
            return hexadecimal(text, digits + 2, end, negative);
        }
        return decimal(text, digits, end, negative);
    }

    /// An integer with digits of a base from 2 to 36, as `tonumber` with a base reads it; null when
    /// the text is none. What does not fit wraps around.
    public static @Nullable Long parse(byte[] text, int base) {
        int start = skipSpace(text, 0, text.length);
        int end = trimSpace(text, start, text.length);
        boolean negative = start < end && text[start] == '-';
        int i = start + (negative || (start < end && text[start] == '+') ? 1 : 0);
        if (i >= end) {
            return null;
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = digit(text[i]);
            if (digit < 0 || digit >= base) {
                return null;
            }
            value = value * base + digit;
        }
        return negative ? -value : value;
    }

    /// Value of a hexadecimal digit, -1 for other characters.
    public static int hexadecimalDigit(int character) {
        int digit = digit(character);
        return digit < 16 ? digit : -1;
    }

    private static int digit(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int letter = (character | 0x20) - 'a';
        return character < 128 && letter >= 0 && letter < 26 ? letter + 10 : -1;
    }

    private static @Nullable Number decimal(byte[] text, int from, int end, boolean negative) {
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = text[i] - '0';
            int lastDigit = LAST_DIGIT + (negative ? 1 : 0);
            boolean fits = value >= 0 && (value < TENTH || (value == TENTH && digit <= lastDigit));
            if (digit < 0 || digit > 9 || !fits) {
                return DecimalFloat.parse(text, from, end, negative);
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    private static @Nullable Number hexadecimal(byte[] text, int from, int end, boolean negative) {
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = hexadecimalDigit(text[i]);
            if (digit < 0) {
                return HexadecimalFloat.parse(text, from, end, negative);
            }
            value = (value << 4) | digit;
        }
        if (from == end) {
            return null;
        }
        return negative ? -value : value;
    }

    private static int skipSpace(byte[] text, int from, int to) {
        int i = from;
        while (i < to && space(text[i])) {
            i++;
        }
        return i;
    }

    private static int trimSpace(byte[] text, int from, int to) {
        int i = to;
        while (i > from && space(text[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean space(byte character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
