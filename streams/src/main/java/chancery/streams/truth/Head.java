package chancery.streams.truth;

import java.nio.ByteBuffer;

/// Where the newest state of a record stands, and when it came and changed. Small, because every
/// write reads it and is bound to it.
///
/// @param bytes of the change at that place
public record Head(Status status, Place place, long createdTime, long lastUpdatedTime, int bytes) {
    /// Where in its bytes the position of a head stands.
    static final int POSITION_OFFSET = 2;

    private static final int VERSION = 1;
    private static final int BYTES = 2 + Place.BYTES + 2 * Long.BYTES + Integer.BYTES;

    byte[] encode() {
        byte[] head = new byte[BYTES];
        place.write(head, POSITION_OFFSET);
        return ByteBuffer.wrap(head)
                .put((byte) VERSION)
                .put((byte) status.code())
                .position(POSITION_OFFSET + Place.BYTES)
                .putLong(createdTime)
                .putLong(lastUpdatedTime)
                .putInt(bytes)
                .array();
    }

    public static Head decode(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("a head of an unknown version: " + version);
        }
        Status status = Status.of(in.get());
        return new Head(status, Place.of(in), in.getLong(), in.getLong(), in.getInt());
    }

    public boolean live() {
        return status != Status.DELETED;
    }
}
