package chancery.store.table;

/// A read took longer than it may: it asks for too much.
public final class SlowReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SlowReadException() {
        super("the read took too long");
    }
}
