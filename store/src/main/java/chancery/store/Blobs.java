package chancery.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Bytes by content, per owner. What is kept is synced, file and folder, before the caller writes
/// the row that names it. Owners are opaque text and never part of a path as they stand.
public interface Blobs {
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

        /// The first bytes, at most 512, for recognising the type.
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
