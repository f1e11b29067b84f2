package chancery.web.body;

import chancery.web.Refusal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that refuses to give more than so many bytes.
public final class BoundedStream extends FilterInputStream {
    private long left;

    public BoundedStream(InputStream in, long bytesMax) {
        super(in);
        left = bytesMax;
    }

    /// What a body that is too large is answered with.
    public static Refusal tooLarge() {
        return new Refusal(
                Refusal.Kind.TOO_LARGE, "PayloadTooLargeError", "request entity too large");
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = in.read(into, offset, length);
        if (got > 0) {
            count(got);
        }
        return got;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long got) {
        left -= got;
        if (left < 0) {
            throw tooLarge();
        }
    }
}
