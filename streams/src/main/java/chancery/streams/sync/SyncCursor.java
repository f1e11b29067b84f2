package chancery.streams.sync;

import chancery.streams.fault.Fault;
import chancery.streams.sign.Signer;
import chancery.streams.truth.Place;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Up to where a reader has read the changes of a stream.
///
/// @param seen the last change that was looked at
/// @param base where the feed ended when the reader began: what was gone before, it never saw
public record SyncCursor(Spot seen, Spot base) {
    /// How long a base is.
    public static final int BASE_BYTES = Place.BYTES;

    private static final int VERSION = 1;
    private static final int BYTES_MIN = 1 + Long.BYTES + BASE_BYTES;
    private static final int LENGTH_MAX = 100_000;

    /// The cursor as readers get it: for this stream alone.
    String text(Signer signer, Feed feed) {
        byte[] first = seen.bytes();
        byte[] payload =
                ByteBuffer.allocate(1 + first.length + BASE_BYTES)
                        .put((byte) VERSION)
                        .put(first)
                        .put(base.bytes())
                        .array();
        return signer.sign(purpose(feed), payload);
    }

    /// The cursor that a reader brings back.
    static SyncCursor read(String text, Signer signer, Feed feed) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw Fault.invalid("cursor must have from 1 to 100000 characters");
        }
        byte[] payload =
                signer.open(purpose(feed), text)
                        .filter(bytes -> bytes.length >= BYTES_MIN)
                        .orElseThrow(
                                () ->
                                        Fault.invalid(
                                                "cursor was not given out for this stream, or the"
                                                        + " stream was made anew since; begin again"
                                                        + " with initializeCursor"));
        if (payload[0] != VERSION) {
            throw Fault.invalid("cursor is of another version of this server");
        }
        int base = payload.length - BASE_BYTES;
        SyncCursor cursor =
                new SyncCursor(
                        Spot.of(Arrays.copyOfRange(payload, 1, base)),
                        Spot.of(Arrays.copyOfRange(payload, base, payload.length)));
        cursor.requireFresh(feed);
        return cursor;
    }

    /// Refuses to go on where deletions may have been missed.
    void requireFresh(Feed feed) {
        if (feed.forgotten().compareTo(seen.or(base)) > 0) {
            throw Fault.invalid(
                    "cursor has expired: deletions after it were forgotten; begin again with"
                            + " initializeCursor");
        }
    }

    private static String purpose(Feed feed) {
        return "sync/" + feed.name();
    }
}
