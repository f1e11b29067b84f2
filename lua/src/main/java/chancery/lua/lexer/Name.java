package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

import org.jspecify.annotations.Nullable;

/// A name or string of one source, the same object wherever it stands.
public final class Name {
    private final LuaString text;
    private final int index;
    private final int token;
    final int hash;
    @Nullable Name next;

    Name(LuaString text, int index, int hash, @Nullable Name next) {
        this.text = text;
        this.index = index;
        this.hash = hash;
        this.token = Token.ofWord(text);
        this.next = next;
    }

    /// As written.
    public LuaString text() {
        return text;
    }

    /// Number among the names of the source, from 0.
    public int index() {
        return index;
    }

    /// Kind of token that it is outside quotes.
    public int token() {
        return token;
    }
}
