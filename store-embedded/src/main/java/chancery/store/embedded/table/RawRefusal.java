package chancery.store.embedded.table;

/// A statement of raw SQL that is not run.
final class RawRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RawRefusal(String why) {
        super(why);
    }
}
