package chancery.lua.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class SourceFileTest {
    @ParameterizedTest
    @CsvSource({
        "'x = 1', 'x = 1'",
        "'', ''",
        "'#!/usr/bin/lua\nx = 1', '\nx = 1'",
        "'# only', '\n'",
        "'\u00ef\u00bb\u00bfx = 1', 'x = 1'",
        "'\u00ef\u00bb\u00bf# one\nx', '\nx'",
        "'\u00ef\u00bbx', '\u00ef\u00bbx'",
        "' # x', ' # x'",
        "'\n# x', '\n# x'",
    })
    void takesAwayWhatIsNoChunk(String file, String chunk) {
        byte[] source = SourceFile.chunk(file.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new String(source, StandardCharsets.ISO_8859_1)).isEqualTo(chunk);
    }
}
