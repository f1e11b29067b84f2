package chancery.lua.text;

/// Characters as UTF-8 in its first form: up to six bytes, codes up to 2^31.
final class Utf8Code {
    /// The largest code.
    static final long MAX = 0x7fff_ffffL;

    /// No character is there.
    static final long INVALID = -1;

    private static final long UNICODE_MAX = 0x10_ffff;
    private static final int LENGTH_MAX = 6;

    private Utf8Code() {}

    /// Whether a byte goes on with a character; false beyond the end.
    static boolean continues(byte[] bytes, long at) {
        return at < bytes.length && (bytes[(int) at] & 0xc0) == 0x80;
    }

    /// The code of a character in the low 32 bits, its length above; [#INVALID] without one.
    static long decode(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1L << 32 | first;
        }
        int length = Integer.numberOfLeadingZeros(~first << 24);
        if (length < 2 || length > LENGTH_MAX) {
            return INVALID;
        }
        long code = first & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            if (!continues(bytes, at + (long) i)) {
                return INVALID;
            }
            code = code << 6 | (bytes[at + i] & 0x3f);
        }
        return code < smallest(length) ? INVALID : (long) length << 32 | code;
    }

    /// The same for characters of Unicode alone.
    static long decodeStrictly(byte[] bytes, int at) {
        long decoded = decode(bytes, at);
        long code = decoded & 0xffff_ffffL;
        boolean surrogate = code >= 0xd800 && code <= 0xdfff;
        return code > UNICODE_MAX || surrogate ? INVALID : decoded;
    }

    /// The bytes of a code from 0 to [#MAX].
    static byte[] encode(long code) {
        int length = 1;
        while (length < LENGTH_MAX && code >= smallest(length + 1)) {
            length++;
        }
        if (length == 1) {
            return new byte[] {(byte) code};
        }
        byte[] bytes = new byte[length];
        for (int i = length - 1; i > 0; i--) {
            bytes[i] = (byte) (0x80 | ((code >> (6 * (length - 1 - i))) & 0x3f));
        }
        bytes[0] = (byte) ((0xff00 >> length) | (code >> (6 * (length - 1))));
        return bytes;
    }

    /// The smallest code that needs so many bytes.
    private static long smallest(int length) {
        return length == 2 ? 0x80 : 1L << (5 * length - 4);
    }
}
