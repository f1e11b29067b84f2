package chancery.lua.runtime;

import java.util.ArrayList;
import java.util.List;

/// An error of a script: any value, caught by `pcall` and `xpcall`.
///
/// A text raised by a library function or by `error` gets the position of its *level* in front. The
/// stack
/// is walked by the exception itself: each call it passes on its way up tells it where it is, until
/// the level is reached. Whoever catches it before sees the text without a position, as in Lua.
@SuppressWarnings("serial") // never leaves the process
public class LuaError extends RuntimeException {
    private static final int TRACE_MAX = 22;

    private Object value;
    private int level;
    private boolean passed;
    private boolean handled;
    private final List<String> trace = new ArrayList<>(0);

    /// An error whose value is final.
    public LuaError(Object value) {
        this(value, 0);
    }

    /// An error of a library function: a text that gets the position of its caller in front.
    public LuaError(String text) {
        this(LuaString.of(text), 1);
    }

    /// An error with the level as `error` counts it: 1 its caller, 2 the caller of that; 0 for no
    /// position.
    public LuaError(Object value, int level) {
        super(null, null, false, false);
        this.value = value;
        this.level = value instanceof LuaString ? level : 0;
    }

    /// What `pcall` answers.
    public Object value() {
        return value;
    }

    /// Changes the text, before its position is known.
    final void rewrite(String text) {
        value = LuaString.of(text);
    }

    /// Levels that have still to be passed before the position is known; 0 when the value is final.
    public final int level() {
        return level;
    }

    /// Whether a call was passed already: from then on a library function on the way is a level,
    /// too.
    public final boolean passed() {
        return passed;
    }

    /// A call of the function at whose line the error passes was left.
    public final void pass(int levelsLeft) {
        passed = true;
        level = levelsLeft;
    }

    /// The level is reached: the position stands before the text from now on.
    public final void locate(String position) {
        passed = true;
        level = 0;
        value = LuaString.of(position).with((LuaString) value);
    }

    /// Whether a message handler had it.
    public final boolean handled() {
        return handled;
    }

    /// What a message handler made of it.
    public final void handled(Object answer) {
        handled = true;
        level = 0;
        value = answer;
    }

    /// Notes a call that the error left, for the traceback; the outermost beyond a number are not
    /// kept.
    public final void trace(String call) {
        if (trace.size() < TRACE_MAX) {
            trace.add(call);
        }
    }

    /// The calls that the error left, innermost first.
    public final List<String> trace() {
        return trace;
    }

    @Override
    public String getMessage() {
        return String.valueOf(value);
    }
}
