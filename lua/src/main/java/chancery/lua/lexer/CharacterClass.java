package chancery.lua.lexer;

/// Classes of characters in the C locale; nothing is in a class that is no byte.
final class CharacterClass {
    private static final int SPACE = 1;
    private static final int DIGIT = 2;
    private static final int LETTER = 4;
    private static final byte[] CLASSES = classes();

    private CharacterClass() {}

    static boolean space(int character) {
        return character >= 0 && (CLASSES[character] & SPACE) != 0;
    }

    static boolean digit(int character) {
        return character >= 0 && (CLASSES[character] & DIGIT) != 0;
    }

    /// Whether a name may begin with it.
    static boolean letter(int character) {
        return character >= 0 && (CLASSES[character] & LETTER) != 0;
    }

    /// Whether a name may go on with it.
    static boolean word(byte character) {
        return (CLASSES[character & 0xff] & (LETTER | DIGIT)) != 0;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean space = c == ' ' || (c >= '\t' && c <= '\r');
            boolean digit = c >= '0' && c <= '9';
            classes[c] = (byte) ((letter ? LETTER : 0) | (space ? SPACE : 0) | (digit ? DIGIT : 0));
        }
        return classes;
    }
}
