package chancery.atproto.syntax;

import java.util.Locale;

/// A DNS name that points at an account, kept in lower case: at least two labels of 1 to 63
/// characters, 253 in all, the last not beginning with a digit. Source: the specification,
/// "Handle".
public record Handle(String value) implements AtIdentifier, Comparable<Handle> {
    private static final int LENGTH_MAX = 253;
    private static final int LABEL_MAX = 63;

    public Handle {
        if (!valid(value)) {
            throw SyntaxException.of("handle", value);
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    public static Handle parse(String text) {
        return new Handle(text);
    }

    /// Whether this text is a handle, in any letter case.
    public static boolean valid(String text) {
        if (text.length() > LENGTH_MAX) {
            return false;
        }
        int labels = 0;
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!validLabel(text, start, end)) {
                return false;
            }
            labels++;
            if (dot < 0) {
                return labels >= 2 && Ascii.letter(text.charAt(start));
            }
            start = dot + 1;
        }
        return false;
    }

    private static boolean validLabel(String text, int start, int end) {
        if (end == start || end - start > LABEL_MAX) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.alphanumeric(c) && c != '-') {
                return false;
            }
        }
        return text.charAt(start) != '-' && text.charAt(end - 1) != '-';
    }

    @Override
    public int compareTo(Handle other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
