package chancery.atproto.syntax;

/// A content identifier as a text of a record, of any version 1 codec and hash: wider than [Cid],
/// which is what repositories link with.
public record CidText(String value) {
    private static final int LENGTH_MIN = 8;
    private static final int LENGTH_MAX = 256;

    public CidText {
        if (!valid(value)) {
            throw SyntaxException.of("CID string", value);
        }
    }

    public static CidText parse(String text) {
        return new CidText(text);
    }

    /// Whether this text may be an identifier, of any multibase, but for the old version 0.
    public static boolean valid(String text) {
        if (text.length() < LENGTH_MIN || text.length() > LENGTH_MAX || text.startsWith("Qm")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.alphanumeric(c) && c != '+' && c != '=') {
                return false;
            }
        }
        return true;
    }

    /// Whether this text is the one canonical form of a version 1 identifier: multibase `b`, and a
    /// hash as long as it says. The strict check of records.
    public static boolean canonical(String text) {
        if (!valid(text) || text.charAt(0) != 'b') {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base32.decode(text.substring(1));
        } catch (SyntaxException _) {
            return false;
        }
        int hash = varintEnd(bytes, 1);
        int length = varintEnd(bytes, hash);
        int digest = varintEnd(bytes, length);
        return bytes[0] == 1
                && digest > 0
                && varint(bytes, length, digest) == bytes.length - digest;
    }

    /// Where the varint at this offset ends, or -1 when there is no shortest one of four bytes.
    private static int varintEnd(byte[] bytes, int from) {
        if (from < 0) {
            return -1;
        }
        int at = from;
        while (at < bytes.length && at < from + 4 && bytes[at] < 0) {
            at++;
        }
        boolean ended = at < bytes.length && bytes[at] >= 0;
        return ended && (bytes[at] != 0 || at == from) ? at + 1 : -1;
    }

    private static long varint(byte[] bytes, int from, int to) {
        long value = 0;
        for (int at = to - 1; at >= from; at--) {
            value = (value << 7) | (bytes[at] & 0x7f);
        }
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
