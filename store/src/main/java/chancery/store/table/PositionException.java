package chancery.store.table;

/// A list cannot go on from this position: it belongs to another list.
public final class PositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PositionException() {
        super("the position belongs to another list");
    }
}
