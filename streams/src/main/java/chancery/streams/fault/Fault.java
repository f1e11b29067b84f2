package chancery.streams.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request that is refused whole: nothing of it was stored. The message is for people; what is
/// missing or there already is named for programs.
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong, apart from its status.
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        NOT_ALLOWED,
        CONFLICT,
        GONE,
        TOO_SLOW,
        TOO_LARGE,
        /// Well-formed, and not to be done: duplicates in one request, the wrong type of stream.
        UNPROCESSABLE,
        TOO_MANY,
        UNAVAILABLE
    }

    private final Kind kind;
    private final transient List<Map<String, String>> missing;
    private final transient List<Map<String, String>> duplicated;
    private final transient Optional<Duration> retryAfter;

    private Fault(
            Kind kind,
            String message,
            List<Map<String, String>> missing,
            List<Map<String, String>> duplicated,
            Optional<Duration> retryAfter) {
        // No stack trace: refusals are answers, made by the thousand.
        super(message, null, false, false);
        this.kind = kind;
        this.missing = List.copyOf(missing);
        this.duplicated = List.copyOf(duplicated);
        this.retryAfter = retryAfter;
    }

    public static Fault of(Kind kind, String message) {
        return new Fault(kind, message, List.of(), List.of(), Optional.empty());
    }

    /// A request that says what it may not say.
    public static Fault invalid(String message) {
        return of(Kind.INVALID, message);
    }

    /// The same, with the identifiers that name nothing.
    public Fault missing(List<Map<String, String>> names) {
        return new Fault(kind, text(), names, duplicated, retryAfter);
    }

    /// The same, with the identifiers that are there already, or twice in the request.
    public Fault duplicated(List<Map<String, String>> names) {
        return new Fault(kind, text(), missing, names, retryAfter);
    }

    /// The same, with the time after which asking again makes sense.
    public Fault retryAfter(Duration time) {
        return new Fault(kind, text(), missing, duplicated, Optional.of(time));
    }

    public Kind kind() {
        return kind;
    }

    public List<Map<String, String>> missing() {
        return missing;
    }

    public List<Map<String, String>> duplicated() {
        return duplicated;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /// The text for the caller.
    public String text() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
