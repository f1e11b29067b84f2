package chancery.pds.limit;

import java.time.Duration;

/// What one request or one repository may ask of this door at most.
///
/// @param writesMax writes of one commit
/// @param recordBytesMax bytes of one encoded record
/// @param writeBodyBytesMax bytes of the body of a write
/// @param blobBytesMax bytes of one blob
/// @param passwordCharsMax characters of a new password
/// @param loginCharsMax characters of a password at login, old long ones included
/// @param hashingQueueMax password checks that may wait for their turn
/// @param uploadKept how long an upload is kept that no record refers to
/// @param backfill how far back the firehose serves
/// @param archiveBytesMax bytes of a repository that is archived from memory; a larger one is
///     spooled
public record PdsLimits(
        int writesMax,
        int recordBytesMax,
        int writeBodyBytesMax,
        long blobBytesMax,
        int passwordCharsMax,
        int loginCharsMax,
        int hashingQueueMax,
        Duration uploadKept,
        Duration backfill,
        long archiveBytesMax) {
    /// The protocol's figures, and the reference's where the protocol is silent.
    public static final PdsLimits STANDARD =
            new PdsLimits(
                    200,
                    1_000_000,
                    1_000_000,
                    5 << 20,
                    256,
                    512,
                    64,
                    Duration.ofHours(24),
                    Duration.ofHours(24),
                    24 << 20);
}
