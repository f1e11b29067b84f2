package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

/// A source is refused.
@SuppressWarnings("serial") // never leaves the process
public final class LuaSyntaxException extends RuntimeException {
    private final LuaString text;

    /// With a message that needs no position.
    public LuaSyntaxException(LuaString text) {
        super(null, null, false, false);
        this.text = text;
    }

    /// What `load` answers as its second result: usually `chunk:line: what near 'token'`.
    public LuaString text() {
        return text;
    }

    @Override
    public String getMessage() {
        return text.toString();
    }
}
