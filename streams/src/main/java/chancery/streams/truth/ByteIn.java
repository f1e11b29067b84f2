package chancery.streams.truth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads what [ByteOut] wrote.
final class ByteIn {
    private static final int SEVEN_BITS = 0x7f;

    private final ByteBuffer in;

    ByteIn(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    int one() {
        return in.get() & 0xff;
    }

    long eight() {
        return in.getLong();
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    long unsigned() {
        long value = 0;
        int shift = 0;
        while (true) {
            int part = one();
            value |= (long) (part & SEVEN_BITS) << shift;
            if (part <= SEVEN_BITS) {
                return value;
            }
            shift += 7;
        }
    }

    String text() {
        byte[] bytes = new byte[(int) unsigned()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    boolean atEnd() {
        return !in.hasRemaining();
    }
}
