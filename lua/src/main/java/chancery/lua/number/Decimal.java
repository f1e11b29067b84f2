package chancery.lua.number;

import static java.math.RoundingMode.HALF_EVEN;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;

/// Decimal digits of a finite float of any sign, rounded as its exact value asks, half to even.
///
/// Most floats need no arithmetic: between a float and the shortest decimal that reads back as it
/// lies no other decimal with as few digits, so rounding the shortest decimal is rounding the
/// float. Only when the shortest decimal ends in the 5 that is to be rounded away can the float be
/// on either side; and only beyond 15 digits, or below the normal floats, does the float have
/// digits that the shortest decimal lacks. Those two cases take the exact value.
final class Decimal {
    private static final Decimal ZERO = new Decimal("", 0);
    private static final int FAITHFUL_DIGITS = 15;

    private final String digits;
    private final int exponent;

    private Decimal(String digits, int exponent) {
        this.digits = digits;
        this.exponent = exponent;
    }

    /// Rounded to so many digits, at least one.
    static Decimal significant(double value, int count) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return ZERO;
        }
        Decimal rounded = shortest(magnitude).rounded(count, magnitude >= Double.MIN_NORMAL);
        return rounded != null
                ? rounded
                : exactly(new BigDecimal(magnitude).round(new MathContext(count, HALF_EVEN)));
    }

    /// Rounded to so many digits after the point.
    static Decimal places(double value, int count) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return ZERO;
        }
        Decimal shortest = shortest(magnitude);
        Decimal rounded =
                shortest.rounded(shortest.exponent + 1 + count, magnitude >= Double.MIN_NORMAL);
        if (rounded != null) {
            return rounded;
        }
        BigDecimal exact = new BigDecimal(magnitude);
        return exactly(exact.scale() <= count ? exact : exact.setScale(count, HALF_EVEN));
    }

    /// Power of ten of the first digit; 0 for zero.
    int exponent() {
        return exponent;
    }

    /// Digits up to the last that is not 0; none for zero.
    int length() {
        return digits.length();
    }

    /// A digit by its place, the first at 0: zeros stand before the first and after the last.
    char at(int place) {
        return place >= 0 && place < digits.length() ? digits.charAt(place) : '0';
    }

    /// The digits by which Java tells a float from all others.
    private static Decimal shortest(double magnitude) {
        String text = Double.toString(magnitude);
        int mark = text.indexOf('E');
        int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
        int point = text.indexOf('.');
        String digits = text.substring(0, point) + text.substring(point + 1, end(text, mark));
        return trimmed(digits, exponent + point - 1);
    }

    private static int end(String text, int mark) {
        return mark < 0 ? text.length() : mark;
    }

    private static Decimal exactly(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        return trimmed(digits, digits.length() - 1 - value.scale());
    }

    /// Without zeros at either end.
    private static Decimal trimmed(String digits, int exponent) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        int to = digits.length();
        while (to > from && digits.charAt(to - 1) == '0') {
            to--;
        }
        return from == to ? ZERO : new Decimal(digits.substring(from, to), exponent - from);
    }

    /// This shortest decimal of a float, rounded; null when the float itself must be asked.
    private @Nullable Decimal rounded(int count, boolean normal) {
        if (digits.length() <= count) {
            return normal && count <= FAITHFUL_DIGITS ? this : null;
        }
        if (count < 0) {
            return ZERO;
        }
        boolean half = digits.charAt(count) == '5' && digits.length() == count + 1;
        if (half) {
            return null;
        }
        return digits.charAt(count) < '5'
                ? trimmed(digits.substring(0, count), exponent)
                : raised(count);
    }

    /// The first digits as a number, plus one.
    private Decimal raised(int count) {
        int last = count - 1;
        while (last >= 0 && digits.charAt(last) == '9') {
            last--;
        }
        if (last < 0) {
            return new Decimal("1", exponent + 1);
        }
        char next = (char) (digits.charAt(last) + 1);
        return new Decimal(digits.substring(0, last) + next, exponent);
    }
}
