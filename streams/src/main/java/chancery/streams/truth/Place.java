package chancery.streams.truth;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;

/// Where a change of a stream stands among all: the position of its request, and which record of
/// the request it was.
public record Place(long position, int index) implements Comparable<Place> {
    /// Before every change.
    public static final Place START = new Place(0, 0);

    /// After every change.
    public static final Place END = new Place(Long.MAX_VALUE, 0xffff);

    /// How many bytes a place has in keys.
    public static final int BYTES = Long.BYTES + Short.BYTES;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::position).thenComparingInt(Place::index);
    private static final int INDEX_MASK = 0xffff;

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /// The place as bytes, in its order.
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    /// Writes the place into bytes, from one of them on.
    void write(byte[] bytes, int from) {
        LONG.set(bytes, from, position);
        SHORT.set(bytes, from + Long.BYTES, (short) index);
    }

    /// The place in these bytes.
    public static Place of(ByteBuffer in) {
        return new Place(in.getLong(), in.getShort() & INDEX_MASK);
    }
}
