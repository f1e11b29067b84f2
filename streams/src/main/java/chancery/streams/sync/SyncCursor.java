package chancery.streams.sync;

import chancery.streams.fault.Fault;
import chancery.streams.sign.Signer;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;

import java.nio.ByteBuffer;

/// Up to where a reader has read the changes of a stream.
///
/// @param seen the last change that was looked at
/// @param base up to where deletions were already forgotten when the reader began: what it never
///     saw, it need not hear is gone
public record SyncCursor(Place seen, Place base) {
    private static final int VERSION = 1;
    private static final int BYTES = 1 + 2 * Place.BYTES;
    private static final int LENGTH_MAX = 100_000;

    /// The cursor as readers get it: for this stream alone.
    String text(Signer signer, StreamTruth truth) {
        byte[] payload =
                ByteBuffer.allocate(BYTES)
                        .put((byte) VERSION)
                        .put(seen.bytes())
                        .put(base.bytes())
                        .array();
        return signer.sign(purpose(truth), payload);
    }

    /// The cursor that a reader brings back.
    static SyncCursor read(String text, Signer signer, StreamTruth truth) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw Fault.invalid("cursor must have from 1 to 100000 characters");
        }
        ByteBuffer in =
                ByteBuffer.wrap(
                        signer.open(purpose(truth), text)
                                .filter(payload -> payload.length == BYTES)
                                .orElseThrow(
                                        () ->
                                                Fault.invalid(
                                                        "cursor was not given out for this"
                                                                + " stream")));
        if (in.get() != VERSION) {
            throw Fault.invalid("cursor is of another version of this server");
        }
        SyncCursor cursor = new SyncCursor(Place.of(in), Place.of(in));
        Place complete = max(cursor.seen, cursor.base);
        if (truth.forgotten().compareTo(complete) > 0) {
            throw Fault.invalid(
                    "cursor has expired: deletions after it were forgotten; begin again with"
                            + " initializeCursor");
        }
        return cursor;
    }

    private static Place max(Place one, Place other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String purpose(StreamTruth truth) {
        return "sync/" + truth.partition();
    }
}
