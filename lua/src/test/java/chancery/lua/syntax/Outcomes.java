package chancery.lua.syntax;

import chancery.lua.lexer.ChunkName;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.lexer.SyntaxLimits;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What may come of any bytes.
final class Outcomes {
    private static final SyntaxLimits LIMITS = new SyntaxLimits(1 << 20, 1 << 16, 1 << 18, 60, 300);

    private Outcomes() {}

    /// Parses; a refusal must say where, or that something is exceeded.
    static boolean refusedOrParsed(byte[] source) {
        try {
            Parser.parse(ChunkName.of("=c"), source, LIMITS, Map.of());
            return true;
        } catch (LuaSyntaxException e) {
            String text = new String(e.text().bytes(), StandardCharsets.ISO_8859_1);
            return text.startsWith("c:")
                    || text.equals("C stack overflow")
                    || text.startsWith("attempt to load a binary chunk")
                    || text.startsWith("source too long");
        }
    }
}
