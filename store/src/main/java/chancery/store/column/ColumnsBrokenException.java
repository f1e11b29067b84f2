package chancery.store.column;

/// The engine of the tables has failed, or its files are damaged: nothing in it can be used any
/// more. Its owner fills another one from the truth.
public final class ColumnsBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ColumnsBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
