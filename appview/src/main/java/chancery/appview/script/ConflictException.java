package chancery.appview.script;

/// A record was not what a run had seen of it, because another write came between. A library throws
/// it by [Run#conflict], which knows whether the run may be done again.
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message, null, false, false);
    }
}
