package chancery.atproto.syntax;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A content identifier as repositories use it: version 1, SHA-256, of a DAG-CBOR block
/// (`bafyrei…`) or of raw bytes (`bafkrei…`). Binary form: 36 bytes `01 <codec> 12 20 <digest>`.
/// Other versions, codecs and hashes are refused here.
public final class Cid implements Comparable<Cid> {
    /// Length of the binary form.
    public static final int BYTES = 36;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int CODEC_DAG_CBOR = 0x71;
    private static final int CODEC_RAW = 0x55;

    /// What the identified bytes are.
    public enum Codec {
        DAG_CBOR(CODEC_DAG_CBOR),
        RAW(CODEC_RAW);

        private final int code;

        Codec(int code) {
            this.code = code;
        }

        /// The multicodec number.
        public int code() {
            return code;
        }
    }

    private final Codec codec;
    private final long d0;
    private final long d1;
    private final long d2;
    private final long d3;

    private Cid(Codec codec, byte[] bytes, int offset) {
        this.codec = codec;
        this.d0 = (long) LONGS.get(bytes, offset);
        this.d1 = (long) LONGS.get(bytes, offset + 8);
        this.d2 = (long) LONGS.get(bytes, offset + 16);
        this.d3 = (long) LONGS.get(bytes, offset + 24);
    }

    /// The identifier of a DAG-CBOR block.
    public static Cid ofDagCbor(byte[] block) {
        return new Cid(Codec.DAG_CBOR, Sha256.of(block), 0);
    }

    /// The identifier of raw bytes.
    public static Cid ofRaw(byte[] bytes) {
        return new Cid(Codec.RAW, Sha256.of(bytes), 0);
    }

    /// The identifier with this SHA-256 digest of 32 bytes.
    public static Cid ofDigest(Codec codec, byte[] digest) {
        if (digest.length != 32) {
            throw new IllegalArgumentException("digest of " + digest.length + " bytes");
        }
        return new Cid(codec, digest, 0);
    }

    /// Parses the text form: multibase `b`, 59 characters.
    public static Cid parse(String text) {
        if (text.length() != 59 || text.charAt(0) != 'b') {
            throw SyntaxException.of("CID", text);
        }
        return decode(Base32.decode(text.substring(1)), 0, BYTES);
    }

    /// Decodes the binary form that fills `bytes`.
    public static Cid decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /// Decodes the binary form that fills `length` bytes from `offset`.
    public static Cid decode(byte[] bytes, int offset, int length) {
        if (length != BYTES
                || bytes[offset] != 1
                || bytes[offset + 2] != 0x12
                || bytes[offset + 3] != 0x20) {
            throw new SyntaxException("Invalid CID: expected version 1 with SHA-256");
        }
        return switch (bytes[offset + 1]) {
            case CODEC_DAG_CBOR -> new Cid(Codec.DAG_CBOR, bytes, offset + 4);
            case CODEC_RAW -> new Cid(Codec.RAW, bytes, offset + 4);
            default -> throw new SyntaxException("Invalid CID: expected codec dag-cbor or raw");
        };
    }

    public Codec codec() {
        return codec;
    }

    /// The binary form.
    public byte[] bytes() {
        byte[] out = new byte[BYTES];
        write(out, 0);
        return out;
    }

    /// Writes the binary form, 36 bytes, at `offset`.
    public void write(byte[] out, int offset) {
        out[offset] = 1;
        out[offset + 1] = (byte) codec.code();
        out[offset + 2] = 0x12;
        out[offset + 3] = 0x20;
        LONGS.set(out, offset + 4, d0);
        LONGS.set(out, offset + 12, d1);
        LONGS.set(out, offset + 20, d2);
        LONGS.set(out, offset + 28, d3);
    }

    /// The digest, 32 bytes.
    public byte[] digest() {
        byte[] out = new byte[32];
        System.arraycopy(bytes(), 4, out, 0, 32);
        return out;
    }

    /// Order of the binary forms.
    @Override
    public int compareTo(Cid other) {
        int order = Integer.compare(codec.code(), other.codec.code());
        if (order == 0) order = Long.compareUnsigned(d0, other.d0);
        if (order == 0) order = Long.compareUnsigned(d1, other.d1);
        if (order == 0) order = Long.compareUnsigned(d2, other.d2);
        if (order == 0) order = Long.compareUnsigned(d3, other.d3);
        return order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cid that
                && d0 == that.d0
                && d1 == that.d1
                && d2 == that.d2
                && d3 == that.d3
                && codec == that.codec;
    }

    /// The digest is uniform: a part of it is the hash.
    @Override
    public int hashCode() {
        return (int) d0;
    }

    @Override
    public String toString() {
        return "b" + Base32.encode(bytes());
    }
}
