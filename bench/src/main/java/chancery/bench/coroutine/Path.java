package chancery.bench.coroutine;

/// Where a coroutine of re-enterable nodes stopped: for each node on the way, how far it was and
/// what it held. The innermost is put down first, the outermost is taken up first.
final class Path {
    private static final int DEPTH = 1024;

    private final int[] places = new int[DEPTH];
    private final Object[] held = new Object[DEPTH];
    private int depth;
    private boolean resuming;

    /// Whether nodes go down to where the coroutine stopped.
    boolean resuming() {
        return resuming;
    }

    /// The way down begins.
    void resume() {
        resuming = true;
    }

    /// The way down is over.
    void arrived() {
        resuming = false;
    }

    void put(int place, Object value) {
        places[depth] = place;
        held[depth] = value;
        depth++;
    }

    int takePlace() {
        return places[--depth];
    }

    /// What went with the place that was taken last.
    Object takenValue() {
        return held[depth];
    }
}
