package chancery.appview.script;

import chancery.lua.host.Abort;

/// The session of the caller with the host of its repository is over: the run ends, and the caller
/// has to log in again. A library throws it inside of an [Abort].
public final class LoggedOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LoggedOutException(String message) {
        super(message, null, false, false);
    }

    /// What to throw.
    public static Abort abort(String message) {
        return new Abort(new LoggedOutException(message));
    }
}
