package chancery.lua.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkNameTest {
    @ParameterizedTest
    @CsvSource({
        "=x, x",
        "=, ''",
        "@f.lua, f.lua",
        "@, ''",
        "x, '[string \"x\"]'",
        "'', '[string \"\"]'",
        "'a\nb', '[string \"a...\"]'",
        "'\n', '[string \"...\"]'",
        "'a\0b', '[string \"a\"]'",
        "'=a\0b', a",
        "'@a\0b', a",
    })
    void showsShortNames(String source, String display) {
        ChunkName name = ChunkName.of(source);

        assertThat(name.display()).hasToString(display);
    }

    @Test
    void cutsTheEndOfLongLiterals() {
        assertThat(display("=" + "y".repeat(59))).isEqualTo("y".repeat(59));
        assertThat(display("=" + "y".repeat(60) + "z")).isEqualTo("y".repeat(59));
    }

    @Test
    void cutsTheStartOfLongFileNames() {
        assertThat(display("@" + "y".repeat(59))).isEqualTo("y".repeat(59));
        assertThat(display("@x" + "y".repeat(59))).isEqualTo("..." + "y".repeat(56));
    }

    @Test
    void cutsTheEndOfLongSources() {
        assertThat(display("z".repeat(44))).isEqualTo("[string \"" + "z".repeat(44) + "\"]");
        assertThat(display("z".repeat(45))).isEqualTo("[string \"" + "z".repeat(45) + "...\"]");
        assertThat(display("z".repeat(46))).isEqualTo("[string \"" + "z".repeat(45) + "...\"]");
    }

    private static String display(String source) {
        return ChunkName.of(source).display().toString();
    }
}
