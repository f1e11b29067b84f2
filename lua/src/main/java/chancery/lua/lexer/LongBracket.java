package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

import java.io.ByteArrayOutputStream;

/// Reads `[==[ ... ]==]`.
final class LongBracket {
    /// What [#level] gives for other things that begin with `[`.
    static final int NONE = -1;

    /// The same for `[=` without another bracket.
    static final int BROKEN = -2;

    private final Cursor cursor;

    LongBracket(Cursor cursor) {
        this.cursor = cursor;
    }

    /// Number of `=` in the opening that begins here; also [#NONE] or [#BROKEN].
    int level() {
        int level = signs(cursor.at + 1);
        if (byteAt(cursor.at + 1 + level) == '[') {
            return level;
        }
        return level == 0 ? NONE : BROKEN;
    }

    /// Passes `[=`, where a bracket is missing.
    LuaSyntaxException broken() {
        int start = cursor.at;
        cursor.at += 1 + signs(cursor.at + 1);
        return cursor.errorNear("invalid long string delimiter", cursor.since(start));
    }

    /// The text inside; line ends become `\n`, one directly after the opening is left out.
    LuaString text(int level) {
        int line = cursor.line;
        open(level);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int start = cursor.at;
        while (!closes(level)) {
            if (cursor.atNewline()) {
                text.write(cursor.bytes, start, cursor.at - start);
                text.write('\n');
                cursor.newline();
                start = cursor.at;
            } else {
                advance("string", line);
            }
        }
        text.write(cursor.bytes, start, cursor.at - start);
        cursor.at += level + 2;
        return LuaString.owning(text.toByteArray());
    }

    /// Passes a comment.
    void skip(int level) {
        int line = cursor.line;
        open(level);
        while (!closes(level)) {
            if (cursor.atNewline()) {
                cursor.newline();
            } else {
                advance("comment", line);
            }
        }
        cursor.at += level + 2;
    }

    private void open(int level) {
        cursor.at += level + 2;
        if (cursor.atNewline()) {
            cursor.newline();
        }
    }

    private void advance(String what, int line) {
        if (cursor.at == cursor.bytes.length) {
            throw cursor.errorNear(
                    "unfinished long " + what + " (starting at line " + line + ")",
                    Token.quoted(Token.EOF));
        }
        cursor.at++;
    }

    private boolean closes(int level) {
        return byteAt(cursor.at) == ']'
                && byteAt(cursor.at + 1 + level) == ']'
                && signs(cursor.at + 1) == level;
    }

    private int signs(int from) {
        int i = from;
        while (byteAt(i) == '=') {
            i++;
        }
        return i - from;
    }

    private int byteAt(int index) {
        return index < cursor.bytes.length ? cursor.bytes[index] & 0xff : Cursor.END;
    }
}
