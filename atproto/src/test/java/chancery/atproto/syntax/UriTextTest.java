package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com", "dns:x", "a_1:b", "svn+ssh://x", "go://?x", "x:é"})
    void acceptsUris(String text) {
        assertThat(UriText.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "x",
                "x:",
                "x:/",
                "x://",
                "x:///a",
                "x:/a",
                ".x:a",
                "-x:a",
                ":x",
                "x y:z",
                "x:a b",
                "x:a\t",
                "x:\u00a0",
                "x:a\u2028",
                "x:\ufeff",
                "é:x"
            })
    void refusesWhatIsNoUri(String text) {
        assertThatThrownBy(() -> UriText.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void endsAt8192Characters() {
        assertThat(UriText.valid("x:" + "a".repeat(8189))).isTrue();
        assertThat(UriText.valid("x:" + "a".repeat(8190))).isTrue();
        assertThat(UriText.valid("x:" + "a".repeat(8191))).isFalse();
    }
}
