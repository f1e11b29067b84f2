package chancery.lua.library;

/// Functions of C's `math.h` on floats, with its signs of what is not a number: an argument that is
/// none is answered as it is, and what a function does not know has the sign that x86 gives it.
final class Reals {
    private static final double NEGATIVE_NAN = Double.longBitsToDouble(0xfff8000000000000L);
    private static final double POSITIVE_NAN = Double.longBitsToDouble(0x7ff8000000000000L);
    private static final double LN_2 = Math.log(2);

    private Reals() {}

    static double acos(double real) {
        return Double.isNaN(real) ? real : or(Math.acos(real), POSITIVE_NAN);
    }

    static double asin(double real) {
        return Double.isNaN(real) ? real : or(Math.asin(real), POSITIVE_NAN);
    }

    static double atan(double y, double x) {
        if (Double.isNaN(y)) {
            return y;
        }
        return Double.isNaN(x) ? x : Math.atan2(y, x);
    }

    static double cos(double real) {
        return Double.isNaN(real) ? real : or(Math.cos(real), NEGATIVE_NAN);
    }

    static double sin(double real) {
        return Double.isNaN(real) ? real : or(Math.sin(real), NEGATIVE_NAN);
    }

    static double tan(double real) {
        return Double.isNaN(real) ? real : or(Math.tan(real), NEGATIVE_NAN);
    }

    static double exp(double real) {
        return Double.isNaN(real) ? real : Math.exp(real);
    }

    static double sqrt(double real) {
        return Double.isNaN(real) ? real : or(Math.sqrt(real), NEGATIVE_NAN);
    }

    static double fmod(double dividend, double divisor) {
        if (Double.isNaN(dividend)) {
            return dividend;
        }
        return Double.isNaN(divisor) ? divisor : or(dividend % divisor, NEGATIVE_NAN);
    }

    static double log(double real) {
        return Double.isNaN(real) ? real : or(Math.log(real), NEGATIVE_NAN);
    }

    /// The logarithm to a base; exact for powers of 2 and 10.
    static double log(double real, double base) {
        if (Double.isNaN(real)) {
            return real;
        }
        if (base == 2) {
            return log2(real);
        }
        return base == 10 ? or(Math.log10(real), POSITIVE_NAN) : log(real) / log(base);
    }

    private static double log2(double real) {
        if (!(real > 0) || real == Double.POSITIVE_INFINITY) {
            return log(real);
        }
        int exponent = Math.getExponent(real);
        if (exponent < Double.MIN_EXPONENT) {
            return log2(real * 0x1p60) - 60;
        }
        double mantissa = real / Math.scalb(1.0, exponent);
        if (mantissa > Math.sqrt(2)) {
            mantissa /= 2;
            exponent++;
        }
        return exponent + Math.log(mantissa) / LN_2;
    }

    private static double or(double result, double otherwise) {
        return Double.isNaN(result) ? otherwise : result;
    }
}
