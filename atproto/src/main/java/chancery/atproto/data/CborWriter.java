package chancery.atproto.data;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes canonical DAG-CBOR item by item into a growing buffer. The caller gives map keys in
/// canonical order; [DagCbor] does so for whole values. Not for two threads.
public final class CborWriter {
    private static final int UNSIGNED = 0x00;
    private static final int NEGATIVE = 0x20;
    private static final int BYTES = 0x40;
    private static final int TEXT = 0x60;
    private static final int ARRAY = 0x80;
    private static final int MAP = 0xa0;

    /// Up to here a loop is quicker than the array the JDK makes.
    private static final int SHORT = 128;

    private byte[] buffer;
    private int size;

    public CborWriter(int capacity) {
        this.buffer = new byte[Math.max(16, capacity)];
    }

    public CborWriter writeNull() {
        return raw(0xf6);
    }

    public CborWriter writeBool(boolean value) {
        return raw(value ? 0xf5 : 0xf4);
    }

    public CborWriter writeInt(long value) {
        return value >= 0 ? head(UNSIGNED, value) : head(NEGATIVE, ~value);
    }

    /// Writes Unicode text; refuses half a surrogate pair.
    public CborWriter writeText(String text) {
        int length = text.length();
        if (length < SHORT && ascii(text, length)) {
            return this;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!Utf8.paired(text)) {
            throw new SyntaxException("Invalid text: lone surrogate");
        }
        return head(TEXT, utf8.length).raw(utf8, 0, utf8.length);
    }

    public CborWriter writeBytes(byte[] bytes) {
        return writeBytes(bytes, 0, bytes.length);
    }

    public CborWriter writeBytes(byte[] bytes, int offset, int length) {
        return head(BYTES, length).raw(bytes, offset, length);
    }

    public CborWriter writeLink(Cid cid) {
        ensure(5 + Cid.BYTES);
        buffer[size++] = (byte) 0xd8;
        buffer[size++] = 0x2a;
        buffer[size++] = 0x58;
        buffer[size++] = Cid.BYTES + 1;
        buffer[size++] = 0;
        cid.write(buffer, size);
        size += Cid.BYTES;
        return this;
    }

    /// Begins an array of `count` items, which follow.
    public CborWriter beginArray(int count) {
        return head(ARRAY, count);
    }

    /// Begins a map of `count` entries, which follow as key and value.
    public CborWriter beginMap(int count) {
        return head(MAP, count);
    }

    public int size() {
        return size;
    }

    /// A copy of what was written.
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    /// Writes a short text without an array in between, if it is ASCII.
    private boolean ascii(String text, int length) {
        ensure(length + 2);
        int before = size;
        head(TEXT, length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size = before;
                return false;
            }
            buffer[size++] = (byte) c;
        }
        return true;
    }

    private CborWriter head(int major, long argument) {
        ensure(9);
        if (argument < 24) {
            buffer[size++] = (byte) (major | (int) argument);
        } else if (argument < 0x100) {
            buffer[size++] = (byte) (major | 24);
            buffer[size++] = (byte) argument;
        } else if (argument < 0x10000) {
            buffer[size++] = (byte) (major | 25);
            bigEndian(argument, 2);
        } else if (argument < 0x1_0000_0000L) {
            buffer[size++] = (byte) (major | 26);
            bigEndian(argument, 4);
        } else {
            buffer[size++] = (byte) (major | 27);
            bigEndian(argument, 8);
        }
        return this;
    }

    private void bigEndian(long value, int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
    }

    private CborWriter raw(int b) {
        ensure(1);
        buffer[size++] = (byte) b;
        return this;
    }

    private CborWriter raw(byte[] bytes, int offset, int length) {
        ensure(length);
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
        return this;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
