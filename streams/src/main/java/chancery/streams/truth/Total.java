package chancery.streams.truth;

import chancery.streams.stream.Use;

import java.nio.ByteBuffer;

/// What a stream held at a position of its log.
public record Total(long position, Use use) {
    public static final Total EMPTY = new Total(0, new Use(0, 0));

    Total after(long next, Use growth) {
        return new Total(
                next, new Use(use.records() + growth.records(), use.bytes() + growth.bytes()));
    }

    byte[] encode() {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(position)
                .putLong(use.records())
                .putLong(use.bytes())
                .array();
    }

    static Total decode(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        return new Total(in.getLong(), new Use(in.getLong(), in.getLong()));
    }
}
