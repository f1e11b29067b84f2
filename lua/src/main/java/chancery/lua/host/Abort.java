package chancery.lua.host;

/// The host ends the script: nothing that a script can write catches it, and no handler and no
/// `__close` runs on its way to whoever called the script.
///
/// For what a script can handle, throw a [chancery.lua.runtime.LuaError] instead.
@SuppressWarnings("serial") // never leaves the process
public final class Abort extends Error {
    /// @param reason the host's own exception
    public Abort(RuntimeException reason) {
        super(reason.getMessage(), reason, false, false);
    }

    /// The host's own exception.
    public RuntimeException reason() {
        if (getCause() instanceof RuntimeException reason) {
            return reason;
        }
        throw new IllegalStateException("an abort has a reason", this);
    }
}
