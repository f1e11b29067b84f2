package chancery.web.body;

import chancery.web.Refusal;
import chancery.web.WebLimits;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// A request's body with its content encoding undone, which may not grow out of proportion and must
/// keep arriving.
public final class BodyStream extends InputStream {
    private static final int BUFFER = 8 * 1024;

    private final Wire wire;
    private final Encoding encoding;
    private final WebLimits.Bodies limits;
    private InputStream plain;
    private boolean opened;
    private long out;

    /// The one content encoding of a request.
    public enum Encoding {
        IDENTITY,
        GZIP,
        DEFLATE;

        /// Reads a `Content-Encoding`; more than one layer is refused.
        public static Encoding of(String header) {
            Encoding found = IDENTITY;
            for (String part : header.split(",", -1)) {
                Encoding next =
                        switch (part.strip().toLowerCase(Locale.ROOT)) {
                            case "identity", "" -> IDENTITY;
                            case "gzip", "x-gzip" -> GZIP;
                            case "deflate" -> DEFLATE;
                            default -> throw unsupported();
                        };
                if (next != IDENTITY && found != IDENTITY) {
                    throw unsupported();
                }
                found = next == IDENTITY ? found : next;
            }
            return found;
        }

        private static Refusal unsupported() {
            return new Refusal(
                    Refusal.Kind.UNSUPPORTED_TYPE,
                    "UnsupportedMediaType",
                    "unsupported content-encoding");
        }
    }

    public BodyStream(
            InputStream in, Encoding encoding, WebLimits.Bodies limits, LongSupplier nanos) {
        this.wire = new Wire(in, limits, nanos);
        this.plain = wire;
        this.encoding = encoding;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int got = read(one, 0, 1);
        return got < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = inflated(into, offset, length);
        if (got > 0 && encoding != Encoding.IDENTITY) {
            out += got;
            boolean bomb = out > limits.inflateFreeBytes();
            if (bomb && out / limits.inflateRatioMax() > wire.count) {
                throw BoundedStream.tooLarge();
            }
        }
        return got;
    }

    private int inflated(byte[] into, int offset, int length) throws IOException {
        if (encoding == Encoding.IDENTITY) {
            return plain.read(into, offset, length);
        }
        try {
            if (!opened) {
                plain =
                        encoding == Encoding.GZIP
                                ? new GZIPInputStream(wire, BUFFER)
                                : new InflaterInputStream(wire);
                opened = true;
            }
            return plain.read(into, offset, length);
        } catch (ZipException | EOFException _) {
            throw Refusal.invalid("request body does not match its content-encoding");
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    /// The bytes as they arrive.
    private static final class Wire extends FilterInputStream {
        private final WebLimits.Bodies limits;
        private final LongSupplier nanos;
        private final long start;
        private long count;

        Wire(InputStream in, WebLimits.Bodies limits, LongSupplier nanos) {
            super(in);
            this.limits = limits;
            this.nanos = nanos;
            this.start = nanos.getAsLong();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = arrived(into, offset, length);
            if (got > 0) {
                count += got;
                requirePace();
            }
            return got;
        }

        private int arrived(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (IOException broken) {
                throw new PeerGoneException(broken);
            }
        }

        private void requirePace() {
            long late = nanos.getAsLong() - start - limits.rateGrace().toNanos();
            if (late > 0 && count < late / 1_000_000_000.0 * limits.bytesPerSecondMin()) {
                throw new Refusal(Refusal.Kind.TOO_SLOW, "RequestTimeout", "Request Timeout");
            }
        }
    }
}
