package chancery.store.table.value;

/// Text without regard to case: each code point to upper and then to lower case by its simple
/// mapping, so that no length and no language matters.
public final class Fold {
    private Fold() {}

    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0x80) {
                out.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
                at++;
            } else {
                int point = text.codePointAt(at);
                out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(point)));
                at += Character.charCount(point);
            }
        }
        return out.toString();
    }

    /// Whether folded text stands anywhere in a text.
    public static boolean contains(String text, String folded) {
        return of(text).contains(folded);
    }
}
