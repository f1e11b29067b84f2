package chancery.store.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys of log entries and of high-water marks.
final class LogKeys {
    /// Begins the key of every high-water mark, among the engine's own rows.
    static final byte MARK = 't';

    private LogKeys() {}

    /// An entry's key: the log's name, a zero byte, the position big-endian.
    static byte[] entry(String log, long position) {
        byte[] name = log.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 1 + Long.BYTES)
                .put(name)
                .put((byte) 0)
                .putLong(position)
                .array();
    }

    /// The position in an entry's key.
    static long position(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    /// A high-water mark's key.
    static byte[] mark(String log) {
        byte[] name = log.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put(MARK).put(name).array();
    }

    /// The log in a high-water mark's key.
    static String logOfMark(byte[] key) {
        return new String(Arrays.copyOfRange(key, 1, key.length), StandardCharsets.UTF_8);
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
