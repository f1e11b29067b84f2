package chancery.store;

/// The store is closing: nothing was read or written.
public final class StoreClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreClosedException() {
        super("the store is closed");
    }
}
