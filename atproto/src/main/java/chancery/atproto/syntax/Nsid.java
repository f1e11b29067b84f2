package chancery.atproto.syntax;

/// The name of a schema: a reversed domain and a name, `com.example.fooBar`; at least three
/// segments, at most 317 characters. Source: the specification, "NSID".
public record Nsid(String value) implements Comparable<Nsid> {
    private static final int LENGTH_MAX = 317;
    private static final int SEGMENT_MAX = 63;

    public Nsid {
        if (!valid(value)) {
            throw SyntaxException.of("NSID", value);
        }
    }

    public static Nsid parse(String text) {
        return new Nsid(text);
    }

    /// Whether this text is an NSID.
    public static boolean valid(String text) {
        if (text.length() > LENGTH_MAX) {
            return false;
        }
        int segments = 0;
        int start = 0;
        while (true) {
            int dot = text.indexOf('.', start);
            boolean last = dot < 0;
            int end = last ? text.length() : dot;
            if (!(last
                    ? validName(text, start, end)
                    : validSegment(text, start, end, segments == 0))) {
                return false;
            }
            segments++;
            if (last) {
                return segments >= 3;
            }
            start = dot + 1;
        }
    }

    /// The last segment.
    public String name() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    /// All segments but the last, as they stand: `com.example`.
    public String authority() {
        return value.substring(0, value.lastIndexOf('.'));
    }

    private static boolean validSegment(String text, int start, int end, boolean first) {
        if (end == start || end - start > SEGMENT_MAX) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.alphanumeric(c) && c != '-') {
                return false;
            }
        }
        boolean edges = text.charAt(start) != '-' && text.charAt(end - 1) != '-';
        return edges && (!first || Ascii.letter(text.charAt(start)));
    }

    private static boolean validName(String text, int start, int end) {
        if (end == start || end - start > SEGMENT_MAX || !Ascii.letter(text.charAt(start))) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Ascii.alphanumeric(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Nsid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
