package chancery.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered. Headers every response has (CORS, request id, length) are added by the server.
public record Response(int status, Map<String, String> headers, Body body) {
    public Response {
        headers = Map.copyOf(headers);
    }

    /// The bytes of an answer.
    public sealed interface Body {
        /// No body.
        record Empty() implements Body {}

        /// A body that is complete.
        record Whole(byte[] bytes) implements Body {}

        /// A body written while it is sent; a failure in the middle breaks the connection.
        record Streamed(Writer writer) implements Body {}

        /// No body: the connection becomes a websocket, on which this conversation is held.
        record Websocket(Conversation conversation) implements Body {}
    }

    /// Writes a body piece by piece; blocking is back-pressure.
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /// What is held on a websocket.
    public interface Conversation {
        /// Before the peer hears that it is connected: it misses nothing that happens after this.
        void begin();

        /// On a virtual thread of its own; when it returns, the socket is closed. An interrupt
        /// means that the peer is gone or the server stops.
        void hold(Socket socket) throws InterruptedException;

        /// After all, also when no socket came of it.
        void end();
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new Body.Empty());
    }

    public static Response of(int status, String contentType, byte[] bytes) {
        return new Response(status, Map.of("content-type", contentType), new Body.Whole(bytes));
    }

    public static Response streamed(int status, String contentType, Writer writer) {
        return new Response(status, Map.of("content-type", contentType), new Body.Streamed(writer));
    }

    /// This response with one header more; the name in lower case.
    public Response with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }
}
