package chancery.lua.syntax;

import chancery.lua.lexer.ChunkName;
import chancery.lua.lexer.Lexer;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.lexer.SyntaxLimits;
import chancery.lua.runtime.LuaString;

import java.util.Map;

/// Reads a chunk (manual section 3).
public final class Parser {
    private static final byte BINARY = 0x1b;

    private Parser() {}

    /// The main function of a chunk, whose upvalue 0 is `_ENV`.
    ///
    /// @throws LuaSyntaxException with the message of the reference implementation
    public static FunctionBody parse(String chunkName, byte[] source, SyntaxLimits limits) {
        return parse(ChunkName.of(chunkName), source, limits, Map.of());
    }

    /// The same, with texts whose objects are to be used when the source has them.
    public static FunctionBody parse(
            ChunkName chunk, byte[] source, SyntaxLimits limits, Map<LuaString, LuaString> known) {
        if (source.length > 0 && source[0] == BINARY) {
            throw refused("attempt to load a binary chunk (mode is 't')");
        }
        if (source.length > limits.sourceBytes()) {
            throw refused("source too long (limit is " + limits.sourceBytes() + " bytes)");
        }
        Lexer lexer = new Lexer(chunk, source, limits, known);
        return new FunctionParser(new Reading(lexer, chunk.display(), limits)).main();
    }

    private static LuaSyntaxException refused(String message) {
        return new LuaSyntaxException(LuaString.of(message));
    }
}
