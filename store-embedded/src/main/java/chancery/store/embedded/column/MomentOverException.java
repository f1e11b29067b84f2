package chancery.store.embedded.column;

import java.io.Serial;

/// Questions that are asked one by one would not be of one moment any more.
final class MomentOverException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    MomentOverException() {
        super("something was committed between two questions", null, false, false);
    }
}
