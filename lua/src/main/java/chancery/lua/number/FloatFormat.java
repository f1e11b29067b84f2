package chancery.lua.number;

import java.util.Locale;

/// Writes floats as `printf` does for `e E f g G a A`.
public final class FloatFormat {
    private static final int DEFAULT_PRECISION = 6;

    private FloatFormat() {}

    /// The text of a float, at least as wide as asked.
    public static byte[] of(FormatItem item, double value) {
        String sign = item.sign(Double.doubleToRawLongBits(value) < 0);
        if (Double.isNaN(value)) {
            return item.withoutZeros().laidOut(sign, item.capital() ? "NAN" : "nan");
        }
        if (Double.isInfinite(value)) {
            return item.withoutZeros().laidOut(sign, item.capital() ? "INF" : "inf");
        }
        String text = finite(item, value);
        if (item.capital()) {
            text = text.toUpperCase(Locale.ROOT);
        }
        if (item.conversion() == 'a' || item.conversion() == 'A') {
            return item.laidOut(sign + text.substring(0, 2), text.substring(2));
        }
        return item.laidOut(sign, text);
    }

    private static String finite(FormatItem item, double value) {
        boolean pointed = item.has(FormatItem.ALTERNATIVE);
        int precision = item.precision() < 0 ? DEFAULT_PRECISION : item.precision();
        return switch (item.conversion()) {
            case 'a', 'A' -> HexFloat.of(item, value);
            case 'e', 'E' ->
                    scientific(Decimal.significant(value, precision + 1), precision, pointed);
            case 'f' -> fixed(Decimal.places(value, precision), precision, pointed);
            default -> general(value, Math.max(precision, 1), pointed);
        };
    }

    private static String general(double value, int precision, boolean pointed) {
        Decimal decimal = Decimal.significant(value, precision);
        int exponent = decimal.exponent();
        int shown = pointed ? precision : Math.max(decimal.length(), 1);
        return exponent < -4 || exponent >= precision
                ? scientific(decimal, shown - 1, pointed)
                : fixed(decimal, Math.max(shown - 1 - exponent, 0), pointed);
    }

    private static String scientific(Decimal decimal, int places, boolean pointed) {
        StringBuilder text = new StringBuilder(places + 8);
        text.append(decimal.at(0));
        fraction(text, decimal, 1, places, pointed);
        int exponent = Math.abs(decimal.exponent());
        text.append('e').append(decimal.exponent() < 0 ? '-' : '+');
        return text.append(exponent < 10 ? "0" : "").append(exponent).toString();
    }

    private static String fixed(Decimal decimal, int places, boolean pointed) {
        int exponent = decimal.exponent();
        StringBuilder text = new StringBuilder(Math.max(exponent, 0) + places + 2);
        if (exponent < 0) {
            text.append('0');
        }
        for (int place = 0; place <= exponent; place++) {
            text.append(decimal.at(place));
        }
        fraction(text, decimal, exponent + 1, places, pointed);
        return text.toString();
    }

    private static void fraction(
            StringBuilder text, Decimal decimal, int from, int places, boolean pointed) {
        if (places > 0 || pointed) {
            text.append('.');
        }
        for (int i = 0; i < places; i++) {
            text.append(decimal.at(from + i));
        }
    }
}
