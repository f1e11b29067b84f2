package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

/// Name of a chunk: `@file`, `=name`, or else the source itself.
///
/// @param source as given
/// @param display as messages show it, in less than 60 bytes
public record ChunkName(LuaString source, LuaString display) {
    private static final int DISPLAY_MAX = 59;
    private static final LuaString DOTS = LuaString.of("...");
    private static final LuaString BEFORE = LuaString.of("[string \"");
    private static final LuaString AFTER = LuaString.of("\"]");
    private static final int EXCERPT_MAX =
            DISPLAY_MAX - BEFORE.length() - DOTS.length() - AFTER.length();

    /// From the name as `load` takes it.
    public static ChunkName of(LuaString source) {
        int first = source.length() == 0 ? 0 : source.at(0);
        return new ChunkName(
                source,
                switch (first) {
                    case '=' -> literal(source);
                    case '@' -> file(source);
                    default -> excerpt(source);
                });
    }

    /// From a text.
    public static ChunkName of(String source) {
        return of(LuaString.of(source));
    }

    private static LuaString literal(LuaString source) {
        LuaString name = untilZero(source);
        return name.slice(1, Math.min(name.length(), DISPLAY_MAX + 1));
    }

    private static LuaString file(LuaString source) {
        int length = source.length();
        if (length <= DISPLAY_MAX + 1) {
            return untilZero(source).slice(1, untilZero(source).length());
        }
        return untilZero(DOTS.with(source.slice(length - DISPLAY_MAX + DOTS.length(), length)));
    }

    private static LuaString excerpt(LuaString source) {
        LuaString text = untilZero(source);
        int line = indexOf(text, '\n');
        boolean whole = line == text.length() && source.length() < EXCERPT_MAX;
        LuaString shown = whole ? text : text.slice(0, Math.min(line, EXCERPT_MAX)).with(DOTS);
        return BEFORE.with(shown).with(AFTER);
    }

    private static LuaString untilZero(LuaString text) {
        return text.slice(0, indexOf(text, 0));
    }

    private static int indexOf(LuaString text, int character) {
        int i = 0;
        while (i < text.length() && text.at(i) != character) {
            i++;
        }
        return i;
    }
}
