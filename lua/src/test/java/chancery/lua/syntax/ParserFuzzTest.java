package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Tag;

/// Searches for a source that breaks the lexer or parser when `JAZZER_FUZZ=1`, and replays its
/// seeds otherwise. Slow because the fuzzer instruments every class; [ParserPropertiesTest] is its
/// quick sister.
@Tag("slow")
class ParserFuzzTest {
    @FuzzTest
    void sourceIsRefusedOrParsed(byte[] bytes) {
        assertThat(Outcomes.refusedOrParsed(bytes)).isTrue();
    }
}
