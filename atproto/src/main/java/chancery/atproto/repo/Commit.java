package chancery.atproto.repo;

import chancery.atproto.data.CborReader;
import chancery.atproto.data.CborWriter;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;

import java.util.Optional;

/// A signed commit: the root of the tree at one revision. Written as version 3 without `prev`;
/// version 2 and a `prev` are still read, as old archives have them. Source: the specification,
/// "Repository".
///
/// @param version 3, or 2 in old archives
/// @param data the root of the tree
/// @param prev the commit before, in old archives
/// @param sig 64 bytes over [#unsigned]
public record Commit(Did did, int version, Cid data, Tid rev, Optional<Cid> prev, Value.Bytes sig) {
    private static final int SIGNATURE_BYTES = 64;
    private static final int VERSION = 3;
    private static final int VERSION_OLD = 2;

    public Commit {
        if (sig.size() != SIGNATURE_BYTES) {
            throw new SyntaxException("Invalid commit: expected a signature of 64 bytes");
        }
        if (version != VERSION && version != VERSION_OLD) {
            throw new SyntaxException("Invalid commit: expected version 3");
        }
    }

    /// A new commit, signed here.
    public static Commit signed(Did did, Cid data, Tid rev, Signer signer) {
        Value.Bytes none = Value.Bytes.wrap(new byte[SIGNATURE_BYTES]);
        Commit unsigned = new Commit(did, VERSION, data, rev, Optional.empty(), none);
        Value.Bytes sig = Value.Bytes.wrap(signer.sign(unsigned.unsigned()));
        return new Commit(did, VERSION, data, rev, Optional.empty(), sig);
    }

    /// The commit in these bytes.
    public static Commit decode(byte[] bytes) {
        CborReader in = new CborReader(bytes);
        if (in.readMap() != 6) {
            throw in.malformed("a map of 6 entries");
        }
        in.requireText("did");
        Did did = Did.parse(in.readText());
        in.requireText("rev");
        Tid rev = Tid.parse(in.readText());
        in.requireText("sig");
        Value.Bytes sig = Value.Bytes.wrap(in.readBytes());
        in.requireText("data");
        Cid data = in.readLink();
        in.requireText("prev");
        Optional<Cid> prev = readNullable(in);
        in.requireText("version");
        int version = Math.clamp(in.readInt(), 0, Integer.MAX_VALUE);
        in.requireEnd();
        return new Commit(did, version, data, rev, prev, sig);
    }

    /// The bytes of the block.
    public byte[] encode() {
        return encode(Optional.of(sig));
    }

    /// The bytes that are signed.
    public byte[] unsigned() {
        return encode(Optional.empty());
    }

    /// Whether this key signed it.
    public boolean signedBy(SignatureCheck key) {
        return key.valid(unsigned(), sig.toArray());
    }

    private byte[] encode(Optional<Value.Bytes> signature) {
        CborWriter out = new CborWriter(320);
        out.beginMap(signature.isPresent() ? 6 : 5);
        out.writeText("did").writeText(did.value());
        out.writeText("rev").writeText(rev.value());
        signature.ifPresent(bytes -> out.writeText("sig").writeBytes(bytes.toArray()));
        out.writeText("data").writeLink(data).writeText("prev");
        prev.ifPresentOrElse(out::writeLink, out::writeNull);
        return out.writeText("version").writeInt(version).toByteArray();
    }

    private static Optional<Cid> readNullable(CborReader in) {
        if (in.peek() == CborReader.Kind.NULL) {
            in.readNull();
            return Optional.empty();
        }
        return Optional.of(in.readLink());
    }

    /// Signs with the key of a repository.
    @FunctionalInterface
    public interface Signer {
        /// The signature over the SHA-256 of these bytes: 64 bytes, low-S.
        byte[] sign(byte[] unsigned);
    }

    /// Checks with the public key of a repository.
    @FunctionalInterface
    public interface SignatureCheck {
        /// Whether this is the key's signature, in its one low-S form, over the SHA-256 of these
        /// bytes.
        boolean valid(byte[] unsigned, byte[] signature);
    }
}
