package chancery.store;

/// The store has no room for this now: nothing was read or written, and trying again later is
/// right.
public final class StoreBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreBusyException(String what) {
        super(what);
    }
}
