package chancery.lua.control;

import static chancery.lua.runtime.Nil.NIL;

/// Leaves a coroutine that is closed: variables to be closed are, and nothing else runs.
@SuppressWarnings("serial") // never leaves the process
public final class Unwinding extends Error {
    private Object error = NIL;

    public Unwinding() {
        super(null, null, false, false);
    }

    /// What a `__close` on the way raised last; nil while none did.
    public Object error() {
        return error;
    }

    public void error(Object raised) {
        error = raised;
    }
}
