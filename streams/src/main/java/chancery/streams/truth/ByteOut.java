package chancery.streams.truth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow: numbers big-endian, counts as LEB128, texts in UTF-8 behind their length.
final class ByteOut {
    private static final int SEVEN_BITS = 0x7f;
    private static final int USUAL = 512;

    /// Texts up to here have a length of one byte and are mostly ASCII.
    private static final int SHORT = 48;

    private byte[] out = new byte[USUAL];
    private int length;

    ByteOut one(int value) {
        room(1);
        out[length++] = (byte) value;
        return this;
    }

    ByteOut eight(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// A number of any sign, small ones in few bytes.
    ByteOut signed(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    /// A count.
    ByteOut unsigned(long value) {
        long left = value;
        while ((left & ~SEVEN_BITS) != 0) {
            one((int) (left & SEVEN_BITS) | 0x80);
            left >>>= 7;
        }
        return one((int) left);
    }

    ByteOut text(String text) {
        int chars = text.length();
        return chars <= SHORT && ascii(text, chars) ? this : encoded(text);
    }

    /// Writes a short text as long as it is ASCII; nothing when it is not.
    private boolean ascii(String text, int chars) {
        room(1 + chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c > SEVEN_BITS) {
                return false;
            }
            out[length + 1 + i] = (byte) c;
        }
        out[length] = (byte) chars;
        length += 1 + chars;
        return true;
    }

    private ByteOut encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        unsigned(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(out, length);
    }

    /// Begins anew, with the room that there is.
    ByteOut clear() {
        length = 0;
        return this;
    }

    private void room(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
        }
    }
}
