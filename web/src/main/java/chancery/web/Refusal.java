package chancery.web;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request that cannot be served, for a reason the caller can understand. The name is stable and
/// part of the API; the message is for people. Details go to the log, not to the caller.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What went wrong, apart from its wire form; `web.http.Errors` maps it to a status.
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        NOT_ALLOWED,
        CONFLICT,
        TOO_SLOW,
        TOO_LARGE,
        UNSUPPORTED_TYPE,
        TOO_MANY,
        NOT_IMPLEMENTED,
        UPSTREAM_FAILED,
        UNAVAILABLE,
        UPSTREAM_SLOW
    }

    private final Kind kind;
    private final String name;
    private final transient Map<String, String> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Refusal(Kind kind, String name, String message) {
        // No stack trace: refusals are answers, made by the thousand.
        super(message, null, false, false);
        this.kind = kind;
        this.name = name;
    }

    /// A bad request under the default name `InvalidRequest`.
    public static Refusal invalid(String message) {
        return new Refusal(Kind.INVALID, "InvalidRequest", message);
    }

    /// A bad request under a name of its own.
    public static Refusal invalid(String name, String message) {
        return new Refusal(Kind.INVALID, name, message);
    }

    /// Adds a detail for the log; never a secret.
    public Refusal with(String key, Object value) {
        details.put(key, String.valueOf(value));
        return this;
    }

    /// Adds a header of the answer, `retry-after` or `www-authenticate`; the name in lower case.
    public Refusal header(String key, String value) {
        headers.put(key, value);
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /// The error's name on the wire.
    public String name() {
        return name;
    }

    public Map<String, String> details() {
        return Map.copyOf(details);
    }

    /// Headers that go out with the answer.
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /// The text for the caller.
    public String text() {
        String message = getMessage();
        return message == null ? name : message;
    }
}
