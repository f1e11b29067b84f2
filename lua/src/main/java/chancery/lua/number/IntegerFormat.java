package chancery.lua.number;

import java.util.Locale;

/// Writes integers as `printf` does for `d i u o x X`.
public final class IntegerFormat {
    private IntegerFormat() {}

    /// The text of an integer, at least as wide as asked.
    public static byte[] of(FormatItem item, long value) {
        String digits = item.precision() == 0 && value == 0 ? "" : digits(item, value);
        String text = "0".repeat(Math.max(0, item.precision() - digits.length())) + digits;
        FormatItem layout = item.precision() < 0 ? item : item.withoutZeros();
        return layout.laidOut(prefix(item, value, text), text);
    }

    private static String digits(FormatItem item, long value) {
        return switch (item.conversion()) {
            case 'o' -> Long.toOctalString(value);
            case 'x' -> Long.toHexString(value);
            case 'X' -> upper(Long.toHexString(value));
            case 'u' -> Long.toUnsignedString(value);
            default -> value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
        };
    }

    private static String prefix(FormatItem item, long value, String text) {
        boolean alternative = item.has(FormatItem.ALTERNATIVE);
        return switch (item.conversion()) {
            case 'o' -> alternative && !text.startsWith("0") ? "0" : "";
            case 'x' -> alternative && value != 0 ? "0x" : "";
            case 'X' -> alternative && value != 0 ? "0X" : "";
            case 'u' -> "";
            default -> item.sign(value < 0);
        };
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
