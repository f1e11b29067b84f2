package chancery.web.http;

import chancery.web.Refusal;
import chancery.web.body.Compression;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends one answer: headers that every answer has, compression, and the body in one write where it
/// is whole. Tells its `Ending` when all is sent or the connection has broken.
final class Exchange extends Callback.Nested {
    /// How much of a streamed body is sent at once.
    private static final int PIECE_BYTES = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int BUFFER = 16 * 1024;
    private static final int SLOW = 408;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /// What happens at the end of an exchange.
    interface Ending {
        void ended(JettyRequest request, int status, long bytes);
    }

    private final JettyRequest request;
    private final org.eclipse.jetty.server.Response wire;
    private final Ending ending;
    private final AtomicBoolean ended = new AtomicBoolean();
    private Cors cors = Cors.OPEN;
    private long bytes;

    Exchange(
            JettyRequest request,
            org.eclipse.jetty.server.Response wire,
            Callback callback,
            Ending ending) {
        super(callback);
        this.request = request;
        this.wire = wire;
        this.ending = ending;
    }

    void cors(Cors of) {
        cors = of;
    }

    org.eclipse.jetty.server.Response wire() {
        return wire;
    }

    @Override
    public void succeeded() {
        super.succeeded();
        end();
    }

    @Override
    public void failed(Throwable failure) {
        super.failed(failure);
        end();
    }

    /// Says that the exchange has ended; once, however often it is called. For an upgrade that is
    /// when the websocket begins, not when it ends.
    void end() {
        if (ended.compareAndSet(false, true)) {
            ending.ended(request, wire.getStatus(), bytes);
        }
    }

    /// Sends the answer; a body that is streamed is sent on this thread.
    void send(Response response) {
        wire.setStatus(response.status());
        headers(response);
        if (!(response.body() instanceof Response.Body.Streamed)) {
            finishRequest(response);
        }
        boolean head = request.method().equals("HEAD");
        switch (response.body()) {
            case Response.Body.Empty _ -> wire.write(true, NOTHING, this);
            case Response.Body.Whole(var whole) -> whole(response, whole, head);
            case Response.Body.Streamed(var writer) -> {
                if (head) {
                    wire.write(true, NOTHING, this);
                } else {
                    stream(response, writer);
                }
            }
            case Response.Body.Websocket _ ->
                    throw new IllegalStateException("an upgrade is not sent");
        }
    }

    /// Gets what the client still sends out of the way; where that fails, the connection ends with
    /// this answer. Who was too slow already gets no more time.
    private void finishRequest(Response response) {
        boolean whole = response.status() != SLOW && request.discardRest();
        if (!whole && !request.multiplexed()) {
            wire.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    /// Puts the headers of every answer.
    void headers(Response response) {
        HttpFields.Mutable headers = wire.getHeaders();
        headers.put("x-request-id", request.id());
        if (cors == Cors.OPEN) {
            CorsHeaders.put(headers);
        }
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            headers.put(header.getKey(), header.getValue());
        }
    }

    private void whole(Response response, byte[] whole, boolean head) {
        byte[] sent =
                whole.length >= Compression.BYTES_MIN && compressed(response)
                        ? Compression.gzip(whole)
                        : whole;
        wire.getHeaders().put(HttpHeader.CONTENT_LENGTH, sent.length);
        bytes = head ? 0 : sent.length;
        wire.write(true, head ? NOTHING : ByteBuffer.wrap(sent), this);
    }

    /// Whether this answer goes out compressed; says so in its headers.
    private boolean compressed(Response response) {
        String type = response.headers().getOrDefault("content-type", "");
        if (!Compression.worthwhile(type) || response.headers().containsKey("content-encoding")) {
            return false;
        }
        HttpFields.Mutable headers = wire.getHeaders();
        headers.add("vary", "Accept-Encoding");
        if (!request.header("accept-encoding").map(Compression::accepted).orElse(false)) {
            return false;
        }
        headers.put("content-encoding", "gzip");
        headers.remove("content-length");
        return true;
    }

    private void stream(Response response, Response.Writer writer) {
        boolean gzip = compressed(response);
        try {
            OutputStream out = output(gzip);
            writer.write(out);
            // Only a complete body is closed: closing is what tells the peer that it is complete.
            out.close();
        } catch (IOException | RuntimeException failure) {
            broken(failure);
            return;
        }
        succeeded();
    }

    private OutputStream output(boolean gzip) throws IOException {
        OutputStream raw = new Counting(Content.Sink.asOutputStream(wire));
        OutputStream piecewise = new BufferedOutputStream(raw, PIECE_BYTES);
        return gzip ? Compression.stream(piecewise) : piecewise;
    }

    /// A body that cannot be finished: another answer while nothing is sent, else a broken
    /// connection, so that nobody takes the part for the whole.
    private void broken(Exception failure) {
        if (wire.isCommitted()) {
            LOG.debug("request {} broke off while sending", request.id(), failure);
            failed(failure);
            return;
        }
        wire.reset();
        if (failure instanceof Refusal refusal) {
            send(Errors.response(refusal));
        } else {
            LOG.error("request {} failed while sending", request.id(), failure);
            send(Errors.response(500));
        }
    }

    /// Collects what is written into large pieces and counts them.
    private final class Counting extends BufferedOutputStream {
        Counting(OutputStream out) {
            super(out, BUFFER);
        }

        @Override
        public synchronized void write(byte[] from, int offset, int length) throws IOException {
            bytes += length;
            super.write(from, offset, length);
        }

        @Override
        public synchronized void write(int one) throws IOException {
            bytes++;
            super.write(one);
        }
    }
}
