package chancery.lua.number;

/// Writes finite floats in base 16, as `printf` does for `a`.
final class HexFloat {
    private static final int FRACTION_DIGITS = 13;
    private static final int BIAS = 1023;

    private HexFloat() {}

    /// As `0x1.8p+0`, without a sign. Floats below the normal ones start with 0 and keep the
    /// smallest exponent.
    static String of(FormatItem item, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        long digits = bits & 0xf_ffff_ffff_ffffL;
        if (exponent != 0) {
            digits |= 1L << 52;
        } else if (digits != 0) {
            exponent = 1;
        } else {
            exponent = BIAS;
        }
        String fraction = fraction(rounded(digits, item.precision()), item.precision());
        boolean pointed = !fraction.isEmpty() || item.has(FormatItem.ALTERNATIVE);
        int power = exponent - BIAS;
        return "0x"
                + (rounded(digits, item.precision()) >>> 52)
                + (pointed ? "." : "")
                + fraction
                + (power < 0 ? "p" : "p+")
                + power;
    }

    /// Half to even, by as many digits as are kept.
    private static long rounded(long digits, int precision) {
        if (precision < 0 || precision >= FRACTION_DIGITS) {
            return digits;
        }
        int dropped = 4 * (FRACTION_DIGITS - precision);
        long unit = 1L << dropped;
        long rest = digits & (unit - 1);
        long kept = digits - rest;
        long half = unit / 2;
        boolean up = rest > half || (rest == half && (kept & unit) != 0);
        return up ? kept + unit : kept;
    }

    private static String fraction(long digits, int precision) {
        StringBuilder text = new StringBuilder(FRACTION_DIGITS);
        for (int shift = 48; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (digits >>> shift) & 0xf, 16));
        }
        int length = FRACTION_DIGITS;
        if (precision >= 0) {
            text.append("0".repeat(Math.max(0, precision - FRACTION_DIGITS)));
            length = precision;
        } else {
            while (length > 0 && text.charAt(length - 1) == '0') {
                length--;
            }
        }
        text.setLength(length);
        return text.toString();
    }
}
