package chancery.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// Bytes by content, per owner. What is kept is synced, file and folder, before the caller writes
/// the row that names it. Owners are opaque text and never part of a path as they stand.
public interface Blobs {
    /// How many of the first bytes a spool gives out.
    int HEAD_BYTES = 512;

    /// The hash that names content.
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The same bytes, when they are a hash.
    static byte[] requireHash(byte[] sha256) {
        if (sha256.length != 32) {
            throw new IllegalArgumentException("hash of " + sha256.length + " bytes");
        }
        return sha256;
    }

    /// Takes in a stream: hashed, counted and synced under a temporary name. The caller closes the
    /// spool; what was not kept is gone then.
    ///
    /// @throws BlobTooLargeException past `bytesMax`
    /// @throws IOException when reading `in` fails
    Spool spool(InputStream in, long bytesMax) throws IOException;

    /// The bytes of an owner's blob.
    ///
    /// @param sha256 32 bytes
    Optional<Content> open(String owner, byte[] sha256);

    /// Removes an owner's blob; nothing happens when there is none.
    void delete(String owner, byte[] sha256);

    /// Removes everything of an owner.
    void deleteAll(String owner);

    /// Bytes taken in and not yet kept.
    interface Spool extends AutoCloseable {
        byte[] sha256();

        long size();

        /// The first bytes, at most [#HEAD_BYTES], for recognising the type.
        byte[] head();

        /// Makes the bytes the owner's blob, durable when this returns. A blob that is there
        /// already stays.
        void keep(String owner);

        @Override
        void close();
    }

    /// Stored bytes, readable in any part. The caller closes it.
    interface Content extends AutoCloseable {
        long size();

        /// Reads `length` bytes from `offset`, both within the size.
        InputStream read(long offset, long length);

        @Override
        void close();
    }

    /// More bytes than allowed.
    final class BlobTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BlobTooLargeException(long bytesMax) {
            super("more than " + bytesMax + " bytes");
        }
    }
}
