package chancery.web.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// Gzip for answers: which are worth it, and for whom.
public final class Compression {
    /// Below this, a compressed answer saves no packet.
    public static final int BYTES_MIN = 1024;

    private static final String EVENTS = "text/event-stream";
    private static final int LEVEL = 4;
    private static final int BUFFER = 4 * 1024;

    private Compression() {}

    /// Whether an `Accept-Encoding` allows gzip.
    public static boolean accepted(String header) {
        for (String part : header.split(",", -1)) {
            String coding = part.strip();
            if (coding.startsWith("gzip") || coding.startsWith("*")) {
                int quality = coding.indexOf("q=");
                return quality < 0 || positive(coding, quality + 2);
            }
        }
        return false;
    }

    private static boolean positive(String coding, int from) {
        for (int i = from; i < coding.length(); i++) {
            char c = coding.charAt(i);
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    /// Whether bytes of this type get smaller, and nobody waits for each piece of them.
    public static boolean worthwhile(String contentType) {
        return contentType.startsWith("application/json")
                || contentType.startsWith("application/vnd.ipld.car")
                || (contentType.startsWith("text/") && !contentType.startsWith(EVENTS))
                || contentType.startsWith("application/javascript")
                || contentType.startsWith("image/svg+xml");
    }

    /// These bytes, compressed.
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (OutputStream gzip = stream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /// A stream that compresses into `out`.
    public static OutputStream stream(OutputStream out) throws IOException {
        return new FastGzip(out);
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(LEVEL);
        }
    }
}
