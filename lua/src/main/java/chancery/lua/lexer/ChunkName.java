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
        LuaString name = source.slice(0, indexOf(source, 0));
        int first = name.length() == 0 ? 0 : name.at(0);
        return new ChunkName(
                source,
                switch (first) {
                    case '=' -> name.slice(1, Math.min(name.length(), DISPLAY_MAX + 1));
                    case '@' -> file(name.slice(1, name.length()));
                    default -> excerpt(name);
                });
    }

    /// From a text.
    public static ChunkName of(String source) {
        return of(LuaString.of(source));
    }

    private static LuaString file(LuaString path) {
        int length = path.length();
        return length <= DISPLAY_MAX
                ? path
                : DOTS.with(path.slice(length - DISPLAY_MAX + DOTS.length(), length));
    }

    private static LuaString excerpt(LuaString text) {
        int line = indexOf(text, '\n');
        boolean whole = line == text.length() && line < EXCERPT_MAX;
        LuaString shown = whole ? text : text.slice(0, Math.min(line, EXCERPT_MAX)).with(DOTS);
        return BEFORE.with(shown).with(AFTER);
    }

    /// Index of a character, the length when there is none.
    private static int indexOf(LuaString text, int character) {
        int i = 0;
        while (i < text.length() && text.at(i) != character) {
            i++;
        }
        return i;
    }
}
