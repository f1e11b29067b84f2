package chancery.web.http;

/// Answers a request on the request's own virtual thread; may block. Throws
/// [chancery.web.Refusal] for what cannot be served.
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
