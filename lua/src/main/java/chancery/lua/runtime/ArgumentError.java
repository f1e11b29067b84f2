package chancery.lua.runtime;

/// An argument that a library function cannot use, as in `bad argument #1 to 'rep' (number
/// expected, got
/// nil)`. The call that made the mistake says by which name it called; without one the library's
/// name stands there.
@SuppressWarnings("serial") // never leaves the process
public final class ArgumentError extends LuaError {
    private final int number;
    private final String complaint;
    private boolean named;

    /// @param number of the argument, from 1
    /// @param complaint what stands in the parentheses
    /// @param function as in `string.rep`, for callers that have no name for it
    public ArgumentError(int number, String complaint, String function) {
        super(text(number, function, complaint));
        this.number = number;
        this.complaint = complaint;
    }

    /// The function was called by a name, as a function or field.
    public void calledBy(String name) {
        if (!named) {
            named = true;
            rewrite(text(number, name, complaint));
        }
    }

    /// The function was called as a method: its object is not counted.
    public void calledAsMethod(String name) {
        if (!named) {
            named = true;
            rewrite(
                    number == 1
                            ? "calling '" + name + "' on bad self (" + complaint + ")"
                            : text(number - 1, name, complaint));
        }
    }

    private static String text(int number, String function, String complaint) {
        return "bad argument #" + number + " to '" + function + "' (" + complaint + ")";
    }
}
