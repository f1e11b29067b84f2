package chancery.atproto.repo;

import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A key of the tree: `collection/rkey`, two segments of `A-Z a-z 0-9 _ ~ - : .`, at most 1024
/// bytes. Wider than [RecordPath], as trees of others are. Source: the specification, "Repository".
public final class MstKey implements Comparable<MstKey> {
    /// Bytes of a key at most.
    public static final int BYTES_MAX = 1024;

    private final byte[] ascii;

    /// The layer plus one, 0 before it is known.
    private int layerKnown;

    private MstKey(byte[] ascii) {
        this.ascii = ascii;
    }

    /// The key of a record.
    public static MstKey of(RecordPath path) {
        return new MstKey(path.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Parses `collection/rkey`.
    public static MstKey parse(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        if (!valid(ascii)) {
            throw SyntaxException.of("tree key", text);
        }
        return new MstKey(ascii);
    }

    /// The key with these bytes, which the caller does not change.
    static MstKey wrap(byte[] bytes) {
        if (!valid(bytes)) {
            throw SyntaxException.of("tree key", new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return new MstKey(bytes);
    }

    /// The layer that this text would lie on as a key: leading zero bits of its SHA-256, in pairs.
    static int layer(byte[] bytes) {
        byte[] digest = sha256(bytes);
        int zeros = 0;
        for (byte b : digest) {
            if (b != 0) {
                return (zeros + Integer.numberOfLeadingZeros(b & 0xff) - 24) / 2;
            }
            zeros += 8;
        }
        return zeros / 2;
    }

    /// The number of leading bytes that both have.
    static int commonPrefix(byte[] left, byte[] right) {
        int mismatch = Arrays.mismatch(left, right);
        return mismatch < 0 ? left.length : mismatch;
    }

    /// The layer of the tree this key lies on, 0 at the bottom.
    public int layer() {
        if (layerKnown == 0) {
            layerKnown = layer(ascii) + 1;
        }
        return layerKnown - 1;
    }

    /// The record this key names; refuses keys that are valid in a tree and name no record.
    public RecordPath path() {
        return RecordPath.parse(toString());
    }

    byte[] ascii() {
        return ascii;
    }

    @Override
    public int compareTo(MstKey other) {
        return Arrays.compareUnsigned(ascii, other.ascii);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MstKey that && Arrays.equals(ascii, that.ascii);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ascii);
    }

    @Override
    public String toString() {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    private static boolean valid(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return false;
        }
        int slash = -1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                if (slash >= 0) {
                    return false;
                }
                slash = i;
            } else if (!allowed(bytes[i])) {
                return false;
            }
        }
        return slash > 0 && slash < bytes.length - 1;
    }

    private static boolean allowed(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || b == '.'
                || b == '-'
                || b == '_'
                || b == ':'
                || b == '~';
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
