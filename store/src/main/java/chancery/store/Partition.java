package chancery.store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The unit of atomicity: one repository with its account, one stream, the directory. Every key
/// belongs to one; a batch names keys of a single cell of partitions. A name is 1 to 2,100 bytes of
/// text without the zero character.
public final class Partition {
    private static final int NAME_BYTES_MAX = 2_100;

    private final String name;
    private final byte[] prefix;

    public Partition(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        boolean whole = text.length > 0 && text.length <= NAME_BYTES_MAX && name.indexOf('\0') < 0;
        if (!whole || !new String(text, StandardCharsets.UTF_8).equals(name)) {
            throw new IllegalArgumentException("partition name of " + text.length + " bytes");
        }
        this.name = name;
        this.prefix = Arrays.copyOf(text, text.length + 1);
    }

    public String name() {
        return name;
    }

    /// The bytes before every key of this partition: its name and one zero byte, so that no
    /// partition is a prefix of another.
    public byte[] prefix() {
        return prefix.clone();
    }

    /// How many bytes of every key are the partition's.
    public int prefixLength() {
        return prefix.length;
    }

    /// A key of this partition.
    public Key key(Space space, byte[] suffix) {
        byte[] whole = Arrays.copyOf(prefix, prefix.length + suffix.length);
        System.arraycopy(suffix, 0, whole, prefix.length, suffix.length);
        return new Key(space, this, whole);
    }

    /// A key of this partition, its suffix as UTF-8.
    public Key key(Space space, String suffix) {
        return key(space, suffix.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Partition that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
