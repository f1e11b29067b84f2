package chancery.streams.name;

/// Classes of characters that identifiers are made of; ASCII alone.
final class Letters {
    private Letters() {}

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

    /// One of the characters in a text.
    interface Kind {
        boolean holds(char c);
    }

    /// Whether the text has 1 to `max` characters: the first of one class, those between of
    /// another, the last of a third.
    static boolean shaped(String text, int max, Kind first, Kind between, Kind last) {
        int length = text.length();
        if (length == 0 || length > max || !first.holds(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length - 1; i++) {
            if (!between.holds(text.charAt(i))) {
                return false;
            }
        }
        return length == 1 || last.holds(text.charAt(length - 1));
    }
}
