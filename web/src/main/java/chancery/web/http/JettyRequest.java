package chancery.web.http;

import chancery.atproto.syntax.SyntaxException;
import chancery.web.WebLimits;
import chancery.web.body.BodyStream;
import chancery.web.body.BoundedStream;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.UrlEncoded;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A request as it came over the wire.
final class JettyRequest implements Request {
    private final org.eclipse.jetty.server.Request request;
    private final InetAddress client;
    private final String id;
    private final WebLimits.Bodies limits;
    private final LongSupplier nanos;
    private final String path;
    private @Nullable List<Parameter> parameters;
    private @Nullable InputStream arriving;
    private @Nullable PushbackInputStream body;
    private long bodyBytesMax = Long.MAX_VALUE;
    private @Nullable String label;

    JettyRequest(
            org.eclipse.jetty.server.Request request,
            InetAddress client,
            String id,
            WebLimits.Bodies limits,
            LongSupplier nanos) {
        this.request = request;
        this.client = client;
        this.id = id;
        this.limits = limits;
        this.nanos = nanos;
        String decoded = request.getHttpURI().getDecodedPath();
        this.path = decoded == null ? "*" : decoded;
    }

    /// Sets the bound that the mount gives, before anybody reads.
    void bound(long bytesMax) {
        bodyBytesMax = bytesMax;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return path;
    }

    /// The query as it came.
    @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> known = parameters;
        if (known == null) {
            known = parsed(query());
            parameters = known;
        }
        return known;
    }

    @Override
    public String rawQuery() {
        String query = query();
        return query == null ? "" : query;
    }

    private static List<Parameter> parsed(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        List<Parameter> found = new ArrayList<>();
        try {
            UrlEncoded.decodeUtf8To(
                    query,
                    0,
                    query.length(),
                    (name, value) -> found.add(new Parameter(name, value)));
        } catch (IllegalArgumentException malformed) {
            throw new SyntaxException("Invalid query string");
        }
        return List.copyOf(found);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public InputStream body() {
        PushbackInputStream known = body;
        if (known == null) {
            BodyStream.Encoding encoding = encoding();
            if (encoding == BodyStream.Encoding.IDENTITY
                    && contentLength().orElse(0L) > bodyBytesMax) {
                throw BoundedStream.tooLarge();
            }
            InputStream raw = Content.Source.asInputStream(request);
            arriving = raw;
            known =
                    new PushbackInputStream(
                            new BoundedStream(
                                    new BodyStream(raw, encoding, limits, nanos), bodyBytesMax));
            body = known;
        }
        return known;
    }

    private BodyStream.Encoding encoding() {
        if (!request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
            return BodyStream.Encoding.IDENTITY;
        }
        List<String> all = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() == HttpHeader.CONTENT_ENCODING) {
                all.add(field.getValue());
            }
        }
        return BodyStream.Encoding.of(String.join(",", all));
    }

    @Override
    public Optional<Long> contentLength() {
        if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
            return Optional.empty();
        }
        long length = request.getLength();
        return length < 0 ? Optional.empty() : Optional.of(length);
    }

    @Override
    public boolean hasBody() {
        long length = request.getLength();
        if (length >= 0) {
            return length > 0;
        }
        return lengthUnknown() && first() >= 0;
    }

    /// Whether a body may come that does not say how long it is.
    private boolean lengthUnknown() {
        return request.getLength() < 0
                && (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || multiplexed());
    }

    /// Whether the connection carries other requests at the same time.
    boolean multiplexed() {
        return request.getConnectionMetaData().getHttpVersion().getVersion() > 11;
    }

    private int first() {
        try {
            if (!(body() instanceof PushbackInputStream stream)) {
                throw new IllegalStateException("the body cannot be looked at");
            }
            int one = stream.read();
            if (one >= 0) {
                stream.unread(one);
            }
            return one;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Reads what is left of the body and throws it away: a client that is still sending does not
    /// read, and loses the answer when the connection ends under its hands. False when something
    /// is left, because it is too much, comes too slowly, or waits to be asked for.
    boolean discardRest() {
        if (request.getLength() <= 0 && !lengthUnknown()) {
            return true;
        }
        InputStream begun = arriving;
        try {
            if (begun != null) {
                begun.skipNBytes(begun.available());
            } else if (request.getLength() > limits.discardBytesMax() || unasked()) {
                return false;
            }
            return discarded();
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean unasked() {
        return request.getHeaders().contains(HttpHeader.EXPECT);
    }

    private boolean discarded() throws InterruptedException {
        long start = nanos.getAsLong();
        long max = limits.discardTime().toNanos();
        long bytes = 0;
        while (bytes <= limits.discardBytesMax()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                if (!arrives(max - (nanos.getAsLong() - start))) {
                    return false;
                }
                continue;
            }
            bytes += chunk.remaining();
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                return !Content.Chunk.isFailure(chunk);
            }
        }
        return false;
    }

    /// Waits until more of the body is there, at most this long.
    private boolean arrives(long patienceNanos) throws InterruptedException {
        if (patienceNanos <= 0) {
            return false;
        }
        CountDownLatch arrived = new CountDownLatch(1);
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrived::countDown));
        return arrived.await(patienceNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public InetAddress client() {
        return client;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void label(String name) {
        label = name;
    }

    /// What the access log says about this request.
    AccessLog.Entry entry() {
        String query = query();
        return new AccessLog.Entry(
                id,
                client,
                method(),
                path,
                query == null ? "" : query,
                label().orElse(""),
                header("user-agent").orElse(""));
    }

    /// What is called; empty when nobody said so.
    Optional<String> label() {
        return Optional.ofNullable(label);
    }
}
