package chancery.lua.number;

import org.jspecify.annotations.Nullable;

/// Reads hexadecimal `digits.digits` with an optional binary exponent.
final class HexadecimalFloat {
    private static final long FULL = 1L << 58;
    private static final long EXPONENT_MAX = 1L << 50;
    private static final int PRECISION = 53;
    private static final int LOWEST_BIT = -1074;

    private final byte[] text;
    private final int end;
    private int at;
    private long mantissa;
    private long digits;
    private long exponent;
    private boolean rest;

    private HexadecimalFloat(byte[] text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    /// The nearest float to what stands behind `0x`; null when the text is no numeral.
    static @Nullable Double parse(byte[] text, int from, int end, boolean negative) {
        HexadecimalFloat numeral = new HexadecimalFloat(text, from, end);
        if (!numeral.read()) {
            return null;
        }
        double value = numeral.value();
        return negative ? -value : value;
    }

    private boolean read() {
        digits(0);
        if (at < end && text[at] == '.') {
            at++;
            digits(-4);
        }
        if (digits == 0) {
            return false;
        }
        if (at < end && (text[at] | 0x20) == 'p') {
            at++;
            return exponent() && at == end;
        }
        return at == end;
    }

    /// Takes digits, each of which counts so many bits for the exponent.
    private void digits(int bits) {
        for (; at < end; at++) {
            int digit = Numerals.hexadecimalDigit(text[at]);
            if (digit < 0) {
                return;
            }
            digits++;
            exponent += bits;
            if (mantissa < FULL) {
                mantissa = (mantissa << 4) | digit;
            } else {
                exponent += 4;
                rest |= digit != 0;
            }
        }
    }

    private boolean exponent() {
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            value = Math.min(value * 10 + (text[at] - '0'), EXPONENT_MAX);
            at++;
        }
        exponent += negative ? -value : value;
        return at > first;
    }

    /// Rounds half to even at the last bit that a float of this size has.
    private double value() {
        if (mantissa == 0) {
            return 0;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(mantissa);
        long top = bits + exponent;
        if (top > Double.MAX_EXPONENT + 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (top < LOWEST_BIT) {
            return 0;
        }
        int kept = (int) Math.min(PRECISION, top - LOWEST_BIT);
        int dropped = bits - kept;
        if (dropped <= 0) {
            return Math.scalb((double) mantissa, (int) exponent);
        }
        long rounded = mantissa >>> dropped;
        long cut = mantissa & ((1L << dropped) - 1);
        long half = 1L << (dropped - 1);
        boolean up = cut > half || (cut == half && (rest || (rounded & 1) == 1));
        return Math.scalb((double) (up ? rounded + 1 : rounded), (int) exponent + dropped);
    }
}
