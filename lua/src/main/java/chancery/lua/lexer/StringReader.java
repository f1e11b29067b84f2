package chancery.lua.lexer;

import chancery.lua.number.Numerals;
import chancery.lua.runtime.LuaString;

import java.io.ByteArrayOutputStream;

/// Reads strings in quotes (manual 3.1).
final class StringReader {
    private final Cursor cursor;
    private final Names names;

    StringReader(Cursor cursor, Names names) {
        this.cursor = cursor;
        this.names = names;
    }

    /// The value of the string that begins here, in quotes of either kind.
    LuaString read() {
        byte[] bytes = cursor.bytes;
        int quote = bytes[cursor.at];
        int first = cursor.at + 1;
        int i = first;
        while (i < bytes.length
                && bytes[i] != quote
                && bytes[i] != '\\'
                && bytes[i] != '\n'
                && bytes[i] != '\r') {
            i++;
        }
        if (i < bytes.length && bytes[i] == quote) {
            cursor.at = i + 1;
            return names.of(bytes, first, i).text();
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(bytes, cursor.at, i - cursor.at);
        cursor.at = i;
        pieces(quote, text);
        return names.of(text.toByteArray(), 1, text.size()).text();
    }

    /// The rest of a string; the text begins with its quote, for messages.
    private void pieces(int quote, ByteArrayOutputStream text) {
        while (true) {
            int c = cursor.current();
            if (c == quote) {
                cursor.at++;
                return;
            }
            switch (c) {
                case Cursor.END -> throw unfinishedAtEnd();
                case '\n', '\r' -> throw cursor.errorNear("unfinished string", of(text));
                case '\\' -> escape(text);
                default -> {
                    text.write(c);
                    cursor.at++;
                }
            }
        }
    }

    private LuaSyntaxException unfinishedAtEnd() {
        return cursor.errorNear("unfinished string", Token.quoted(Token.EOF));
    }

    private void escape(ByteArrayOutputStream text) {
        int start = cursor.at++;
        int c = cursor.current();
        switch (c) {
            case 'a' -> single(text, 7);
            case 'b' -> single(text, '\b');
            case 'f' -> single(text, '\f');
            case 'n' -> single(text, '\n');
            case 'r' -> single(text, '\r');
            case 't' -> single(text, '\t');
            case 'v' -> single(text, 11);
            case '\\', '"', '\'' -> single(text, c);
            case 'x' -> hexadecimal(text, start);
            case 'u' -> codePoint(text, start);
            case 'z' -> skipSpace();
            case '\n', '\r' -> {
                cursor.newline();
                text.write('\n');
            }
            case Cursor.END -> throw unfinishedAtEnd();
            default -> decimal(text, start);
        }
    }

    private void single(ByteArrayOutputStream text, int character) {
        text.write(character);
        cursor.at++;
    }

    private void skipSpace() {
        cursor.at++;
        while (CharacterClass.space(cursor.current())) {
            if (cursor.atNewline()) {
                cursor.newline();
            } else {
                cursor.at++;
            }
        }
    }

    private void hexadecimal(ByteArrayOutputStream text, int start) {
        int high = digit(text, start);
        int low = digit(text, start);
        text.write(high << 4 | low);
        cursor.at++;
    }

    /// The hexadecimal digit behind the current character, which becomes the current one.
    private int digit(ByteArrayOutputStream text, int start) {
        cursor.at++;
        int digit = Numerals.hexadecimalDigit(cursor.current());
        require(digit >= 0, "hexadecimal digit expected", text, start);
        return digit;
    }

    private void codePoint(ByteArrayOutputStream text, int start) {
        cursor.at++;
        require(cursor.current() == '{', "missing '{'", text, start);
        long value = digit(text, start);
        cursor.at++;
        int digit = Numerals.hexadecimalDigit(cursor.current());
        while (digit >= 0) {
            require(value <= 0x7FFF_FFFFL >> 4, "UTF-8 value too large", text, start);
            value = value << 4 | digit;
            cursor.at++;
            digit = Numerals.hexadecimalDigit(cursor.current());
        }
        require(cursor.current() == '}', "missing '}'", text, start);
        cursor.at++;
        encode(value, text);
    }

    /// UTF-8 as it was first defined: up to six bytes for up to 31 bits.
    private static void encode(long value, ByteArrayOutputStream text) {
        if (value < 0x80) {
            text.write((int) value);
            return;
        }
        int following = 1;
        while (value >>> (5 * following + 6) != 0) {
            following++;
        }
        int marks = (0xFF00 >> (following + 1)) & 0xff;
        text.write(marks | (int) (value >>> (6 * following)));
        for (int i = following - 1; i >= 0; i--) {
            text.write(0x80 | ((int) (value >>> (6 * i)) & 0x3f));
        }
    }

    private void decimal(ByteArrayOutputStream text, int start) {
        require(CharacterClass.digit(cursor.current()), "invalid escape sequence", text, start);
        int value = 0;
        for (int i = 0; i < 3 && CharacterClass.digit(cursor.current()); i++) {
            value = value * 10 + cursor.current() - '0';
            cursor.at++;
        }
        require(value <= 255, "decimal escape too large", text, start);
        text.write(value);
    }

    /// The message shows the string so far and the escape as written, with the current character.
    private void require(boolean met, String message, ByteArrayOutputStream text, int start) {
        if (!met) {
            cursor.at = Math.min(cursor.at + 1, cursor.bytes.length);
            throw cursor.errorNear(message, of(text).with(cursor.since(start)));
        }
    }

    private static LuaString of(ByteArrayOutputStream text) {
        return LuaString.owning(text.toByteArray());
    }
}
