package chancery.atproto.net;

/// Nobody answered within the limits, or the address may not be reached. The message names the
/// reason and the host, never a header or a body.
public final class FetchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FetchException(String message) {
        super(message);
    }

    public FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
