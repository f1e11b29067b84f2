package chancery.store.column;

/// A question asks for too much.
public final class CostlyReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Of of;

    public CostlyReadException(Of of) {
        super("the question takes too much " + (of == Of.TIME ? "time" : "memory"));
        this.of = of;
    }

    /// What it would take too much of.
    public Of of() {
        return of;
    }

    /// What questions take.
    public enum Of {
        TIME,
        MEMORY
    }
}
