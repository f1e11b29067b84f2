package chancery.atproto.syntax;

/// A decentralised identifier, the permanent name of an account: `did:<method>:<rest>`, at most
/// 2048 characters. Source: the AT Protocol specification, "DID".
public record Did(String value) implements AtIdentifier, Comparable<Did> {
    private static final int LENGTH_MAX = 2048;
    private static final String PREFIX = "did:";

    public Did {
        if (!valid(value)) {
            throw SyntaxException.of("DID", value);
        }
    }

    public static Did parse(String text) {
        return new Did(text);
    }

    /// Whether this text is a DID.
    public static boolean valid(String text) {
        if (text.length() > LENGTH_MAX || !text.startsWith(PREFIX)) {
            return false;
        }
        int colon = text.indexOf(':', PREFIX.length());
        if (colon <= PREFIX.length() || colon == text.length() - 1) {
            return false;
        }
        for (int i = PREFIX.length(); i < colon; i++) {
            if (!Ascii.lower(text.charAt(i))) {
                return false;
            }
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.alphanumeric(c)
                    && c != '.'
                    && c != '_'
                    && c != '-'
                    && c != ':'
                    && c != '%') {
                return false;
            }
        }
        char last = text.charAt(text.length() - 1);
        return last != ':' && last != '%';
    }

    /// The method: `plc` or `web` on this network.
    public String method() {
        return value.substring(PREFIX.length(), value.indexOf(':', PREFIX.length()));
    }

    @Override
    public int compareTo(Did other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
