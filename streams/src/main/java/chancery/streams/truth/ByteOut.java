package chancery.streams.truth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Bytes that grow: numbers big-endian, counts as LEB128, texts in UTF-8 behind their length.
final class ByteOut {
    private static final int SEVEN_BITS = 0x7f;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    ByteOut one(int value) {
        out.write(value);
        return this;
    }

    ByteOut eight(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
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
            out.write((int) (left & SEVEN_BITS) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    ByteOut text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        unsigned(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
