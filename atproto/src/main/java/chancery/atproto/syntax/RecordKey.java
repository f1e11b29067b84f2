package chancery.atproto.syntax;

/// The last segment of an AT URI: the name of a record inside its collection, 1 to 512 characters
/// of `A-Z a-z 0-9 . _ : ~ -`, neither `.` nor `..`. Source: the specification, "Record Key".
public record RecordKey(String value) implements Comparable<RecordKey> {
    private static final int LENGTH_MAX = 512;

    public RecordKey {
        if (!valid(value)) {
            throw SyntaxException.of("record key", value);
        }
    }

    public static RecordKey parse(String text) {
        return new RecordKey(text);
    }

    /// Whether this text is a record key.
    public static boolean valid(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX || text.equals(".") || text.equals("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.alphanumeric(c)
                    && c != '.'
                    && c != '_'
                    && c != ':'
                    && c != '~'
                    && c != '-') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(RecordKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
