package chancery.atproto.syntax;

/// A timestamp identifier: 53 bits of microseconds since 1970 and 10 bits of clock id, written as
/// 13 characters that sort like the numbers. Source: the specification, "TID".
public record Tid(String value) implements Comparable<Tid> {
    static final long MICROS_MAX = (1L << 53) - 1;
    static final int CLOCK_ID_MAX = 1023;

    private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;

    public Tid {
        if (!valid(value)) {
            throw SyntaxException.of("TID string", value);
        }
    }

    public static Tid parse(String text) {
        return new Tid(text);
    }

    /// The identifier of a moment, `clockId` 0 to 1023.
    public static Tid of(long micros, int clockId) {
        if (micros < 0 || micros > MICROS_MAX || clockId < 0 || clockId > CLOCK_ID_MAX) {
            throw new IllegalArgumentException("micros " + micros + ", clock id " + clockId);
        }
        long bits = (micros << 10) | clockId;
        char[] out = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt((int) (bits & 31));
            bits >>>= 5;
        }
        return new Tid(new String(out));
    }

    /// Whether this text is a TID.
    public static boolean valid(String text) {
        if (text.length() != LENGTH || digit(text.charAt(0)) > 15) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (digit(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Microseconds since 1970.
    public long micros() {
        return bits() >>> 10;
    }

    public int clockId() {
        return (int) (bits() & CLOCK_ID_MAX);
    }

    /// The place of a character in the alphabet, or -1.
    private static int digit(char c) {
        if (c >= '2' && c <= '7') {
            return c - '2';
        }
        return Ascii.lower(c) ? c - 'a' + 6 : -1;
    }

    private long bits() {
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            bits = (bits << 5) | digit(value.charAt(i));
        }
        return bits;
    }

    @Override
    public int compareTo(Tid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
