package chancery.lua.number;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes numbers as `tostring` does.
public final class NumberText {
    /// From here on `%.14g` writes a power of ten.
    private static final double FIRST_WITH_EXPONENT = 1e14;

    private static final FormatItem SHORT = new FormatItem(0, 0, 14, 'g');

    private NumberText() {}

    /// Decimal digits with a sign when negative.
    public static byte[] of(long value) {
        return Long.toString(value).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// As `%.14g`, with `.0` behind when it would read as an integer.
    public static byte[] of(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(value) < FIRST_WITH_EXPONENT) {
            String sign = whole == 0 && 1 / value < 0 ? "-" : "";
            return (sign + whole + ".0").getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] text = FloatFormat.of(SHORT, value);
        return readsAsInteger(text) ? marked(text) : text;
    }

    private static boolean readsAsInteger(byte[] text) {
        for (byte character : text) {
            if (character != '-' && (character < '0' || character > '9')) {
                return false;
            }
        }
        return true;
    }

    private static byte[] marked(byte[] text) {
        byte[] marked = Arrays.copyOf(text, text.length + 2);
        marked[text.length] = '.';
        marked[text.length + 1] = '0';
        return marked;
    }
}
