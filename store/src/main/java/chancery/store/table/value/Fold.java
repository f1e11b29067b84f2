package chancery.store.table.value;

/// Text without regard to case: each code point to upper and then to lower case by its simple
/// mapping, so that no length and no language matters.
public final class Fold {
    private Fold() {}

    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /// Whether folded text stands anywhere in a text.
    public static boolean contains(String text, String folded) {
        return of(text).contains(folded);
    }
}
