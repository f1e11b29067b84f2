package chancery.store.embedded;

import java.util.Arrays;

/// Changes in the form of RocksDB's write batch, so that a whole group goes to the engine in one
/// call: the records of its write-ahead log, which is a stable format on disk.
final class WriteRecords {
    /// Sequence number and count before the records of a whole batch.
    static final int HEADER_BYTES = 12;

    private static final byte DELETE = 0x4;
    private static final byte PUT = 0x5;
    private static final byte DELETE_RANGE = 0xE;

    private byte[] bytes;
    private int length;
    private int count;
    private int keyEnd;

    WriteRecords(int capacity) {
        bytes = new byte[capacity];
    }

    void put(int column, byte[] key, byte[] value) {
        begin(PUT, column);
        text(key);
        keyEnd = length;
        text(value);
    }

    void delete(int column, byte[] key) {
        begin(DELETE, column);
        text(key);
        keyEnd = length;
    }

    /// Deletes the keys from `from`, inclusive, to `to`, exclusive.
    void deleteRange(int column, byte[] from, byte[] to) {
        begin(DELETE_RANGE, column);
        text(from);
        text(to);
    }

    /// The bytes so far; valid up to [#length], until the next record.
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Where the key of the last put or deletion ends.
    int keyEnd() {
        return keyEnd;
    }

    int count() {
        return count;
    }

    private void begin(byte tag, int column) {
        count++;
        room(1 + 5);
        bytes[length++] = tag;
        varint(column);
    }

    private void text(byte[] text) {
        room(5 + text.length);
        varint(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void varint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
