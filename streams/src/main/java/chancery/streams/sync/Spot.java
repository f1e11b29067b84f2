package chancery.streams.sync;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Where a change stands in a feed: its position, and what tells it from others there. Spots are
/// compared by their bytes.
public final class Spot implements Comparable<Spot> {
    private final byte[] bytes;

    private Spot(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param position not negative
    /// @param rest in an order of its own
    public static Spot of(long position, byte[] rest) {
        return new Spot(
                ByteBuffer.allocate(Long.BYTES + rest.length).putLong(position).put(rest).array());
    }

    /// A spot of these bytes.
    static Spot of(byte[] bytes) {
        return new Spot(bytes.clone());
    }

    /// The position.
    public long position() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /// What follows the position.
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// The later one.
    public Spot or(Spot other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Spot other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spot spot && Arrays.equals(bytes, spot.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
