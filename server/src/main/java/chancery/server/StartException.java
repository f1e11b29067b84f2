package chancery.server;

/// The server cannot start as things are: a port or the directory is taken. The message is one line
/// for the operator.
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String line) {
        super(line);
    }

    public StartException(String line, Throwable cause) {
        super(line, cause);
    }
}
