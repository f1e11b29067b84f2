package chancery.lua.lexer;

import chancery.lua.number.Numerals;
import chancery.lua.runtime.LuaString;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Reads the tokens of a source, with one that may be looked at before.
public final class Lexer {
    private static final int NOTHING = -1;

    private final Cursor cursor;
    private final Names names;
    private final SyntaxLimits limits;
    private final StringReader strings;
    private final LongBracket brackets;

    private int token;
    private int lastLine = 1;
    private int ahead = NOTHING;
    private int count;
    private int start;
    private @Nullable Name name;
    private @Nullable Object value;
    private @Nullable Name scannedName;
    private @Nullable Object scannedValue;

    /// Reads from the first byte on; texts that are known before keep their objects.
    public Lexer(
            ChunkName chunk, byte[] source, SyntaxLimits limits, Map<LuaString, LuaString> known) {
        this.cursor = new Cursor(chunk.display(), source);
        this.names = new Names(known);
        this.limits = limits;
        this.strings = new StringReader(cursor, names);
        this.brackets = new LongBracket(cursor);
    }

    /// Kind of the token, as [Token] says.
    public int token() {
        return token;
    }

    /// Line where the token that was passed last ends.
    public int lastLine() {
        return lastLine;
    }

    /// Line where what was read so far ends.
    public int line() {
        return cursor.line;
    }

    /// Goes to the next token.
    public void next() {
        lastLine = cursor.line;
        if (ahead == NOTHING) {
            token = scan();
        } else {
            token = ahead;
            ahead = NOTHING;
        }
        name = scannedName;
        value = scannedValue;
        if (++count > limits.tokens()) {
            throw cursor.error("too many tokens (limit is " + limits.tokens() + ")");
        }
    }

    /// Kind of the token behind this one.
    public int lookahead() {
        ahead = scan();
        return ahead;
    }

    /// Goes on when the token is of a kind.
    public boolean take(int kind) {
        if (token == kind) {
            next();
            return true;
        }
        return false;
    }

    /// Goes on, or refuses when the token is of another kind.
    public void require(int kind) {
        if (!take(kind)) {
            throw expected(kind);
        }
    }

    /// The same for the end of what began at a line.
    public void requireEnd(int kind, int opening, int line) {
        if (take(kind)) {
            return;
        }
        if (line == cursor.line) {
            throw expected(kind);
        }
        throw near(
                Token.quoted(kind)
                        + (" expected (to close "
                                + Token.quoted(opening)
                                + " at line "
                                + line
                                + ")"));
    }

    /// This name.
    public Name name() {
        if (token != Token.NAME || name == null) {
            throw expected(Token.NAME);
        }
        return name;
    }

    /// Passes a name.
    public Name requireName() {
        Name found = name();
        next();
        return found;
    }

    /// The value of this numeral or string.
    public Object value() {
        if (value == null) {
            throw new IllegalStateException("token without a value: " + token);
        }
        return value;
    }

    /// The name of a text that the parser brings itself.
    public Name nameOf(LuaString text) {
        return names.of(text.bytes(), 0, text.length());
    }

    /// Refuses with the token in the message.
    public LuaSyntaxException near(String message) {
        return switch (token) {
            case Token.NAME, Token.NUMBER -> cursor.errorNear(message, cursor.since(start));
            case Token.STRING -> cursor.errorNear(message, stringText());
            case 0 -> cursor.error(message);
            default -> cursor.errorNear(message, Token.quoted(token));
        };
    }

    /// Refuses what is no question of a token.
    public LuaSyntaxException error(String message) {
        return cursor.error(message);
    }

    /// Refuses the token because another should stand there.
    public LuaSyntaxException expected(int kind) {
        return near(Token.quoted(kind) + " expected");
    }

    /// The string with its delimiters and without its escapes.
    private LuaString stringText() {
        LuaString text = (LuaString) value();
        int opening = start;
        if (cursor.bytes[start] == '[') {
            opening++;
            while (cursor.bytes[opening] == '=') {
                opening++;
            }
        }
        LuaString before = LuaString.copyOf(cursor.bytes, start, opening + 1);
        LuaString after =
                before.length() == 1 ? before : LuaString.of(before.toString().replace('[', ']'));
        return before.with(text).with(after);
    }

    private int scan() {
        while (true) {
            start = cursor.at;
            int c = cursor.current();
            if (CharacterClass.letter(c)) {
                return word();
            }
            if (CharacterClass.digit(c)) {
                return numeral();
            }
            switch (c) {
                case Cursor.END -> {
                    return Token.EOF;
                }
                case '\n', '\r' -> cursor.newline();
                case ' ', '\t', '\f', 11 -> cursor.at++;
                case '"', '\'' -> {
                    return string(strings.read());
                }
                case '[' -> {
                    return bracket();
                }
                case '.' -> {
                    return dots();
                }
                case '-' -> {
                    cursor.at++;
                    if (cursor.current() != '-') {
                        return '-';
                    }
                    comment();
                }
                default -> {
                    return operator(c);
                }
            }
        }
    }

    private int word() {
        byte[] bytes = cursor.bytes;
        int end = cursor.at + 1;
        while (end < bytes.length && CharacterClass.word(bytes[end])) {
            end++;
        }
        cursor.at = end;
        requireSize();
        Name found = names.of(bytes, start, end);
        scannedName = found;
        return found.token();
    }

    private int string(LuaString text) {
        requireSize();
        scannedValue = text;
        return Token.STRING;
    }

    private void requireSize() {
        if (cursor.at - start > limits.tokenBytes()) {
            throw cursor.error("lexical element too long");
        }
    }

    private int bracket() {
        int level = brackets.level();
        if (level == LongBracket.BROKEN) {
            throw brackets.broken();
        }
        if (level == LongBracket.NONE) {
            cursor.at++;
            return '[';
        }
        return string(nameOf(brackets.text(level)).text());
    }

    private void comment() {
        cursor.at++;
        if (cursor.current() == '[') {
            int level = brackets.level();
            if (level >= 0) {
                brackets.skip(level);
                return;
            }
        }
        byte[] bytes = cursor.bytes;
        int i = cursor.at;
        while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        cursor.at = i;
    }

    private int dots() {
        cursor.at++;
        if (CharacterClass.digit(cursor.current())) {
            return numeral();
        }
        if (!pass('.')) {
            return '.';
        }
        return pass('.') ? Token.DOTS : Token.CONCATENATE;
    }

    private int operator(int c) {
        cursor.at++;
        return switch (c) {
            case '=' -> pass('=') ? Token.EQUAL : c;
            case '~' -> pass('=') ? Token.UNEQUAL : c;
            case '/' -> pass('/') ? Token.FLOOR_DIVIDE : c;
            case ':' -> pass(':') ? Token.COLONS : c;
            case '<' -> pass('=') ? Token.LESS_OR_EQUAL : pass('<') ? Token.SHIFT_LEFT : c;
            case '>' -> pass('=') ? Token.GREATER_OR_EQUAL : pass('>') ? Token.SHIFT_RIGHT : c;
            default -> c;
        };
    }

    private boolean pass(int character) {
        if (cursor.current() == character) {
            cursor.at++;
            return true;
        }
        return false;
    }

    /// Takes all that could be meant as a numeral, and then looks whether it is one.
    private int numeral() {
        int first = cursor.current();
        cursor.at++;
        boolean hexadecimal = first == '0' && (pass('x') || pass('X'));
        int lower = hexadecimal ? 'p' : 'e';
        while (true) {
            int c = cursor.current();
            if (c >= 0 && (c | 0x20) == lower) {
                cursor.at++;
                if (!pass('-')) {
                    pass('+');
                }
            } else if (c == '.' || Numerals.hexadecimalDigit(c) >= 0) {
                cursor.at++;
            } else {
                break;
            }
        }
        if (CharacterClass.letter(cursor.current())) {
            cursor.at++;
        }
        requireSize();
        Number number = Numerals.parse(cursor.bytes, start, cursor.at);
        if (number == null) {
            throw cursor.errorNear("malformed number", cursor.since(start));
        }
        scannedValue = number;
        return Token.NUMBER;
    }
}
