package chancery.lua.runtime;

/// An operation that its values do not allow, as in `attempt to compare number with nil`. It has
/// the position of the line that asked for it; none when a library function did.
@SuppressWarnings("serial") // never leaves the process
public final class OperationError extends LuaError {
    /// @param complaint without a position
    public OperationError(String complaint) {
        super(complaint);
    }

    /// It leaves a library function. An operation of a script that the function called knows its
    /// position by now and keeps it.
    public void leaveLibrary() {
        if (!passed()) {
            pass(0);
        }
    }
}
