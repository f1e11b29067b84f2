package chancery.streams.http;

import chancery.streams.fault.Fault;
import chancery.web.body.PeerGoneException;
import chancery.web.http.Request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// How many bytes of bodies are in work at the same time. A body is counted while it is read, as
/// large as it turns out to be, and until its request is answered; what does not fit is told to
/// come again, before memory suffers.
final class Admission {
    private static final int PIECE = 64 << 10;

    /// As many times what has come is room made for, when so much was announced.
    private static final int BELIEF = 8;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final long bytesMax;
    private final AtomicLong inFlight = new AtomicLong();

    Admission(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// Reads a body and works on it.
    ///
    /// @throws Fault of kind `TOO_MANY` when there is no room
    <T> T with(Request request, Function<byte[], T> work) {
        Room room = new Room();
        try {
            return work.apply(room.read(request));
        } catch (PeerGoneException gone) {
            throw new UncheckedIOException(gone);
        } catch (IOException malformed) {
            throw Fault.invalid("The body cannot be read: " + malformed.getMessage());
        } finally {
            inFlight.addAndGet(-room.taken);
        }
    }

    /// How many bytes are in work.
    long bytes() {
        return inFlight.get();
    }

    /// The room that one request has taken.
    private final class Room {
        private long taken;

        byte[] read(Request request) throws IOException {
            InputStream body = request.body();
            long announced = request.contentLength().orElse(0L);
            byte[] whole = new byte[(int) Math.min(announced, PIECE)];
            int length = 0;
            while (true) {
                if (length == whole.length) {
                    // One byte more tells whether that was the end.
                    int next = body.read();
                    if (next < 0) {
                        return whole;
                    }
                    take(1);
                    whole = Arrays.copyOf(whole, larger(length, announced));
                    whole[length++] = (byte) next;
                }
                int got = body.read(whole, length, whole.length - length);
                if (got < 0) {
                    return Arrays.copyOf(whole, length);
                }
                take(got);
                length += got;
            }
        }

        private static int larger(int length, long announced) {
            long believed = Math.min(announced, (long) BELIEF * length);
            return (int) Math.max(PIECE, Math.max(believed, 2L * length));
        }

        private void take(int bytes) {
            taken += bytes;
            if (inFlight.addAndGet(bytes) > bytesMax) {
                throw Fault.of(
                                Fault.Kind.TOO_MANY,
                                "Too many bytes are in work at the same time; nothing was stored")
                        .retryAfter(RETRY);
            }
        }
    }
}
