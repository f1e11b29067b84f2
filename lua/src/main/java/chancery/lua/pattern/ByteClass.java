package chancery.lua.pattern;

/// The classes of bytes that a letter stands for, as `%a`, and their complements, as `%A`. As in
/// the C locale: bytes from 128 on are in none but complements.
final class ByteClass {
    /// Words of a set of bytes.
    static final int WORDS = 4;

    private static final String LETTERS = "acdglpsuwxzACDGLPSUWXZ";
    private static final int COUNT = LETTERS.length() / 2;
    private static final long[] MEMBERS = members();

    private ByteClass() {}

    /// Number of the class of a letter; negative when the letter has none.
    static int of(int letter) {
        return LETTERS.indexOf(letter);
    }

    /// Whether a byte is in a class.
    static boolean contains(int number, int value) {
        return contains(MEMBERS, number, value);
    }

    /// Whether a byte is in a set that stands among others.
    static boolean contains(long[] sets, int number, int value) {
        return (sets[number * WORDS + (value >> 6)] >>> value & 1) != 0;
    }

    /// Puts all bytes of a class into a set of four words.
    static void addTo(long[] set, int number) {
        for (int i = 0; i < WORDS; i++) {
            set[i] |= MEMBERS[number * WORDS + i];
        }
    }

    private static long[] members() {
        long[] members = new long[LETTERS.length() * WORDS];
        for (int number = 0; number < COUNT; number++) {
            for (int value = 0; value < 256; value++) {
                int kept = has(LETTERS.charAt(number), value) ? number : number + COUNT;
                members[kept * WORDS + (value >> 6)] |= 1L << value;
            }
        }
        return members;
    }

    private static boolean has(char letter, int value) {
        return switch (letter) {
            case 'a' -> within(value | 0x20, 'a', 'z');
            case 'c' -> value < ' ' || value == 0x7f;
            case 'd' -> within(value, '0', '9');
            case 'g' -> within(value, '!', '~');
            case 'l' -> within(value, 'a', 'z');
            case 'p' -> within(value, '!', '~') && !has('w', value);
            case 's' -> within(value, '\t', '\r') || value == ' ';
            case 'u' -> within(value, 'A', 'Z');
            case 'w' -> has('a', value) || has('d', value);
            case 'x' -> has('d', value) || within(value | 0x20, 'a', 'f');
            default -> value == 0;
        };
    }

    private static boolean within(int value, int first, int last) {
        return value >= first && value <= last;
    }
}
