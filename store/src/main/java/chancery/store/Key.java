package chancery.store;

import java.util.Arrays;

/// Where a value lies: a space, a partition and bytes. `bytes` is the whole key as the engine
/// orders it: the partition's prefix, then the suffix. Arrays handed over are never written to
/// again.
public record Key(Space space, Partition partition, byte[] bytes) {

    static Key of(Space space, Partition partition, byte[] suffix) {
        byte[] prefix = partition.prefix();
        byte[] whole = Arrays.copyOf(prefix, prefix.length + suffix.length);
        System.arraycopy(suffix, 0, whole, prefix.length, suffix.length);
        return new Key(space, partition, whole);
    }

    /// The part after the partition's prefix.
    public byte[] suffix() {
        return Arrays.copyOfRange(bytes, partition.prefix().length, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key that && space == that.space && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return space
                + "/"
                + partition.name()
                + "/"
                + (bytes.length - partition.prefix().length)
                + " bytes";
    }
}
