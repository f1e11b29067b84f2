package chancery.store;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Keys of one space from `from`, inclusive, to `to`, exclusive; `to` null for the end of the
/// space.
public record Range(Space space, byte[] from, byte @Nullable [] to) {

    /// All keys of a partition in a space.
    public static Range of(Space space, Partition partition) {
        return prefix(space, partition.prefix());
    }

    /// All keys that begin with this key's bytes.
    public static Range prefix(Key key) {
        return prefix(key.space(), key.bytes());
    }

    /// All keys that begin with these bytes.
    public static Range prefix(Space space, byte[] prefix) {
        return new Range(space, prefix, successor(prefix));
    }

    /// The same range, beginning right after this key.
    public Range after(byte[] key) {
        return new Range(space, Arrays.copyOf(key, key.length + 1), to);
    }

    /// The same range, beginning at this key.
    public Range from(byte[] key) {
        return new Range(space, key, to);
    }

    /// The same range, ending before this key.
    public Range before(byte[] key) {
        return new Range(space, from, key);
    }

    /// The smallest bytes above everything with this prefix; null when there is none.
    private static byte @Nullable [] successor(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xff) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }
}
