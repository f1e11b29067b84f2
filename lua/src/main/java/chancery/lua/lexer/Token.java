package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

import java.util.HashMap;
import java.util.Map;

/// Kinds of tokens: a character stands for itself, longer ones are numbered from 256.
public final class Token {
    /// `and`
    public static final int AND = 256;

    /// `break`
    public static final int BREAK = 257;

    /// `do`
    public static final int DO = 258;

    /// `else`
    public static final int ELSE = 259;

    /// `elseif`
    public static final int ELSEIF = 260;

    /// `end`
    public static final int END = 261;

    /// `false`
    public static final int FALSE = 262;

    /// `for`
    public static final int FOR = 263;

    /// `function`
    public static final int FUNCTION = 264;

    /// `goto`
    public static final int GOTO = 265;

    /// `if`
    public static final int IF = 266;

    /// `in`
    public static final int IN = 267;

    /// `local`
    public static final int LOCAL = 268;

    /// `nil`
    public static final int NIL = 269;

    /// `not`
    public static final int NOT = 270;

    /// `or`
    public static final int OR = 271;

    /// `repeat`
    public static final int REPEAT = 272;

    /// `return`
    public static final int RETURN = 273;

    /// `then`
    public static final int THEN = 274;

    /// `true`
    public static final int TRUE = 275;

    /// `until`
    public static final int UNTIL = 276;

    /// `while`
    public static final int WHILE = 277;

    /// `//`
    public static final int FLOOR_DIVIDE = 278;

    /// `..`
    public static final int CONCATENATE = 279;

    /// `...`
    public static final int DOTS = 280;

    /// `==`
    public static final int EQUAL = 281;

    /// `>=`
    public static final int GREATER_OR_EQUAL = 282;

    /// `<=`
    public static final int LESS_OR_EQUAL = 283;

    /// `~=`
    public static final int UNEQUAL = 284;

    /// `<<`
    public static final int SHIFT_LEFT = 285;

    /// `>>`
    public static final int SHIFT_RIGHT = 286;

    /// `::`
    public static final int COLONS = 287;

    /// The end of the source.
    public static final int EOF = 288;

    /// A numeral.
    public static final int NUMBER = 289;

    /// A name.
    public static final int NAME = 290;

    /// A string of any form.
    public static final int STRING = 291;

    private static final int FIRST = AND;
    private static final String[] TEXTS = {
        "and",
        "break",
        "do",
        "else",
        "elseif",
        "end",
        "false",
        "for",
        "function",
        "goto",
        "if",
        "in",
        "local",
        "nil",
        "not",
        "or",
        "repeat",
        "return",
        "then",
        "true",
        "until",
        "while",
        "//",
        "..",
        "...",
        "==",
        ">=",
        "<=",
        "~=",
        "<<",
        ">>",
        "::",
        "<eof>",
        "<number>",
        "<name>",
        "<string>"
    };
    private static final Map<LuaString, Integer> WORDS = words();

    private Token() {}

    /// The kind of a word: a reserved one, or [#NAME].
    static int ofWord(LuaString word) {
        return WORDS.getOrDefault(word, NAME);
    }

    /// As messages show it, quoted when it stands so in a source.
    public static String quoted(int token) {
        if (token < FIRST) {
            boolean printable = token >= ' ' && token < 127;
            return printable ? "'" + (char) token + "'" : "'<\\" + token + ">'";
        }
        String text = TEXTS[token - FIRST];
        return token < EOF ? "'" + text + "'" : text;
    }

    private static Map<LuaString, Integer> words() {
        Map<LuaString, Integer> words = new HashMap<>();
        for (int token = AND; token <= WHILE; token++) {
            words.put(LuaString.of(TEXTS[token - FIRST]), token);
        }
        return Map.copyOf(words);
    }
}
