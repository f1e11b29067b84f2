package chancery.web.http;

import chancery.web.body.BoundedStream;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// One HTTP request, already within the limits of head and body.
public interface Request {
    /// The verb, upper case.
    String method();

    /// The path, decoded, without query.
    String path();

    /// The query's parameters in their order, decoded.
    List<Parameter> parameters();

    /// The query as it was sent, without its question mark; empty for none.
    default String rawQuery() {
        return "";
    }

    /// The first header of this name, in any letter case.
    Optional<String> header(String name);

    /// The body, content encodings undone and bounded; reading past the bound throws a
    /// [chancery.web.Refusal] of kind `TOO_LARGE`.
    InputStream body();

    /// Length of the body as announced; empty for chunked or compressed bodies.
    Optional<Long> contentLength();

    /// Whether a body was sent at all; an empty chunked body counts as none after a first look.
    boolean hasBody();

    /// Who is at the other end, after trusted proxies.
    InetAddress client();

    /// The id under which this request is logged and answered (`x-request-id`).
    String id();

    /// Says what is called, for metrics and the access log, where the path says it badly; one of
    /// few names.
    default void label(String name) {}

    /// The body under a tighter bound than the one of [#body()].
    default InputStream body(long bytesMax) {
        if (contentLength().orElse(0L) > bytesMax) {
            throw BoundedStream.tooLarge();
        }
        return new BoundedStream(body(), bytesMax);
    }

    /// A parameter of the query.
    record Parameter(String name, String value) {}
}
