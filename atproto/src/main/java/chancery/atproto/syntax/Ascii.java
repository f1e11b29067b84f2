package chancery.atproto.syntax;

/// Character classes of the identifier grammars.
final class Ascii {
    private Ascii() {}

    static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean letter(char c) {
        return lower(c) || (c >= 'A' && c <= 'Z');
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean alphanumeric(char c) {
        return letter(c) || digit(c);
    }
}
