package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

/// Where a source is being read; also says where something is wrong with it.
final class Cursor {
    /// What stands behind the last byte.
    static final int END = -1;

    final byte[] bytes;
    int at;
    int line = 1;
    private final LuaString chunk;

    Cursor(LuaString chunk, byte[] bytes) {
        this.chunk = chunk;
        this.bytes = bytes;
    }

    int current() {
        return at < bytes.length ? bytes[at] & 0xff : END;
    }

    boolean atNewline() {
        return at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r');
    }

    /// Passes the end of a line: one or two different characters.
    void newline() {
        byte first = bytes[at++];
        if (atNewline() && bytes[at] != first) {
            at++;
        }
        line++;
    }

    /// The bytes from a place up to here.
    LuaString since(int start) {
        return LuaString.copyOf(bytes, start, at);
    }

    /// `chunk:line: message`.
    LuaSyntaxException error(String message) {
        return new LuaSyntaxException(chunk.with(LuaString.of(":" + line + ": " + message)));
    }

    /// `chunk:line: message near token`.
    LuaSyntaxException errorNear(String message, String token) {
        return error(message + " near " + token);
    }

    /// `chunk:line: message near 'text'`, the text up to its first zero, as C prints it.
    LuaSyntaxException errorNear(String message, LuaString text) {
        int end = 0;
        while (end < text.length() && text.at(end) != 0) {
            end++;
        }
        LuaString before = error(message + " near '").text();
        return new LuaSyntaxException(before.with(text.slice(0, end)).with(LuaString.of("'")));
    }
}
