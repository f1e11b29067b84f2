package chancery.lua.runtime;

/// A thread of a script's own, which runs when it is resumed.
public abstract class Coroutine extends Reference {
    /// Ends it where it is, without running anything of the script.
    protected abstract void end();

    /// It fails, while nothing will catch the error: variables are to be closed when it is closed,
    /// and not before. Comes back then.
    public abstract void fail(LuaError error);
}
