package chancery.store;

import java.util.Arrays;

/// Where a value lies: a space, a partition and bytes. `bytes` is the whole key as the engine
/// orders it: the partition's prefix, then the suffix. Made by [Partition#key]. Arrays handed over
/// are never written to again.
public record Key(Space space, Partition partition, byte[] bytes) {

    /// The part after the partition's prefix.
    public byte[] suffix() {
        return Arrays.copyOfRange(bytes, partition.prefixLength(), bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key that && space == that.space && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * space.name().hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        int suffix = bytes.length - partition.prefixLength();
        return space + "/" + partition.name() + "/" + suffix + " bytes";
    }
}
