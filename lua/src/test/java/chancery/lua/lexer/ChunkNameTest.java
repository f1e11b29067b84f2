package chancery.lua.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChunkNameTest {
    @Test
    void showsSourcesUpTo44BytesWhole() {
        ChunkName whole = ChunkName.of("x".repeat(44));
        ChunkName cut = ChunkName.of("x".repeat(45));
        ChunkName longer = ChunkName.of("x".repeat(46));

        assertThat(whole.display()).hasToString("[string \"" + "x".repeat(44) + "\"]");
        assertThat(cut.display()).hasToString("[string \"" + "x".repeat(45) + "...\"]");
        assertThat(longer.display()).hasToString("[string \"" + "x".repeat(45) + "...\"]");
    }
}
