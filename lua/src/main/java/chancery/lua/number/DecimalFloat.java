package chancery.lua.number;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Reads `digits.digits` with an optional exponent.
final class DecimalFloat {
    private static final int EXACT_POWER = 22;
    private static final long EXACT_MANTISSA = 1L << 53;
    private static final int EXPONENT_MAX = 100_000;
    private static final double[] POWERS = powers();

    private final byte[] text;
    private final int end;
    private int at;
    private long mantissa;
    private int digits;
    private int scale;
    private boolean exact = true;

    private DecimalFloat(byte[] text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    /// The nearest float; null when the text is no numeral.
    static @Nullable Double parse(byte[] text, int from, int end, boolean negative) {
        DecimalFloat numeral = new DecimalFloat(text, from, end);
        if (!numeral.read()) {
            return null;
        }
        double value = numeral.value(from);
        return negative ? -value : value;
    }

    private static double[] powers() {
        double[] powers = new double[EXACT_POWER + 1];
        double power = 1;
        for (int i = 0; i <= EXACT_POWER; i++) {
            powers[i] = power;
            power *= 10;
        }
        return powers;
    }

    private boolean read() {
        digits();
        if (at < end && text[at] == '.') {
            at++;
            int before = at;
            digits();
            scale -= at - before;
        }
        if (digits == 0) {
            return false;
        }
        if (at < end && (text[at] | 0x20) == 'e') {
            at++;
            return exponent() && at == end;
        }
        return at == end;
    }

    private void digits() {
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            if (mantissa < EXACT_MANTISSA / 10) {
                mantissa = mantissa * 10 + (text[at] - '0');
            } else {
                exact = false;
            }
            digits++;
            at++;
        }
    }

    private boolean exponent() {
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        int first = at;
        int exponent = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            exponent = Math.min(exponent * 10 + (text[at] - '0'), EXPONENT_MAX);
            at++;
        }
        scale += negative ? -exponent : exponent;
        return at > first;
    }

    /// Quotient and product of two exact floats are rounded correctly.
    private double value(int from) {
        if (exact && scale >= -EXACT_POWER && scale <= EXACT_POWER) {
            return scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
        }
        return Double.parseDouble(new String(text, from, end - from, StandardCharsets.ISO_8859_1));
    }
}
