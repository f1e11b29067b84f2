package chancery.store;

/// The store cannot be opened as it is found: in use, newer, damaged. The message is one line for
/// the operator; nothing was changed.
public final class StoreOpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreOpenException(String line) {
        super(line);
    }

    public StoreOpenException(String line, Throwable cause) {
        super(line, cause);
    }
}
