package chancery.lua.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Tag;

import java.util.Map;

/// Searches for a source whose tokens cannot be read or refused when `JAZZER_FUZZ=1`, and replays
/// its seeds otherwise. Slow because the fuzzer instruments every class.
@Tag("slow")
class LexerFuzzTest {
    private static final SyntaxLimits LIMITS = new SyntaxLimits(1 << 20, 1 << 16, 1 << 18, 60, 300);

    @FuzzTest
    void tokensEndOrAreRefused(byte[] bytes) {
        assertThat(lastToken(bytes)).isIn(Token.EOF, -1);
    }

    /// Kind of the last token, -1 after a refusal.
    private static int lastToken(byte[] bytes) {
        Lexer lexer = new Lexer(ChunkName.of("=c"), bytes, LIMITS, Map.of());
        try {
            lexer.next();
            while (lexer.token() != Token.EOF) {
                lexer.next();
            }
            return lexer.token();
        } catch (LuaSyntaxException e) {
            return e.getMessage().startsWith("c:") ? -1 : -2;
        }
    }
}
