package chancery.store;

import java.nio.charset.StandardCharsets;

/// The unit of atomicity: one repository with its account, one stream, the directory. Every key
/// belongs to one; a batch names keys of a single cell of partitions. A name is 1 to 2,100 bytes of
/// text without the zero character.
public record Partition(String name) {
    private static final int NAME_MAX = 2_100;

    public Partition {
        if (name.isEmpty() || name.length() > NAME_MAX || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "partition name of " + name.length() + " characters");
        }
    }

    /// The bytes before every key of this partition: its name and one zero byte, so that no
    /// partition is a prefix of another.
    public byte[] prefix() {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[text.length + 1];
        System.arraycopy(text, 0, out, 0, text.length);
        return out;
    }

    /// A key of this partition.
    public Key key(Space space, byte[] suffix) {
        return Key.of(space, this, suffix);
    }

    /// A key of this partition, its suffix as UTF-8.
    public Key key(Space space, String suffix) {
        return key(space, suffix.getBytes(StandardCharsets.UTF_8));
    }
}
