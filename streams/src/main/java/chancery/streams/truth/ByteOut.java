package chancery.streams.truth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow: numbers big-endian, counts as LEB128, texts in UTF-8 behind their length.
final class ByteOut {
    private static final int SEVEN_BITS = 0x7f;
    private static final int USUAL = 512;

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

    private void room(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
        }
    }
}
