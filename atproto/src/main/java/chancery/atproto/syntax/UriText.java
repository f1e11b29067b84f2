package chancery.atproto.syntax;

/// A URI of any scheme, checked as loosely as the protocol does: a scheme, `:`, and at least one
/// character that is no space; at most 8192 characters.
public record UriText(String value) {
    private static final int LENGTH_MAX = 8192;

    public UriText {
        if (!valid(value)) {
            throw SyntaxException.of("URI", value);
        }
    }

    public static UriText parse(String text) {
        return new UriText(text);
    }

    /// Whether this text is such a URI.
    public static boolean valid(String text) {
        int colon = text.indexOf(':');
        if (text.length() > LENGTH_MAX || !validScheme(text, colon)) {
            return false;
        }
        int rest = text.startsWith("//", colon + 1) ? colon + 3 : colon + 1;
        if (rest >= text.length() || text.charAt(rest) == '/') {
            return false;
        }
        for (int i = rest; i < text.length(); i++) {
            if (space(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean validScheme(String text, int colon) {
        if (colon < 1 || !word(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!word(c) && c != '.' && c != '-' && c != '+') {
                return false;
            }
        }
        return true;
    }

    private static boolean word(char c) {
        return Ascii.alphanumeric(c) || c == '_';
    }

    /// White space as JavaScript counts it.
    private static boolean space(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == 0xa0
                || c == 0xfeff
                || Character.isSpaceChar(c);
    }

    @Override
    public String toString() {
        return value;
    }
}
