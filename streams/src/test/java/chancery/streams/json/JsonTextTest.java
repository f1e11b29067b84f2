package chancery.streams.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.fault.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class JsonTextTest {
    @Test
    void keepsIntegersAndFloatsApart() {
        Json read = JsonText.parse("[1,1.0,-9223372036854775808,9223372036854775808]");

        assertThat(read)
                .isEqualTo(
                        new Json.Array(
                                java.util.List.of(
                                        new Json.Int(1),
                                        new Json.Real(1.0),
                                        new Json.Int(Long.MIN_VALUE),
                                        new Json.Real(0x1p63))));
    }

    @Test
    void writesMembersInTheirOrder() {
        String text = "{\"z\":1,\"a\":{\"y\":[true,null,\"ü\"]}}";

        assertThat(JsonText.parse(text).write()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,",
                "{\"a\":}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "\"\\ud800\"",
                "[1e400]",
                "nul",
                "[NaN]",
                "'a'"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("Malformed JSON: ");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = "\"ü\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonText.parse(latin)).hasMessageContaining("not UTF-8");
    }

    @Test
    void takesTheReplacementCharacterForACharacter() {
        byte[] whole = "\"\ufffd\"".getBytes(StandardCharsets.UTF_8);
        byte[] torn = {'"', (byte) 0xef, (byte) 0xbf, '"'};

        assertThat(JsonText.parse(whole)).isEqualTo(new Json.Text("\ufffd"));
        assertThatThrownBy(() -> JsonText.parse(torn)).hasMessageContaining("not UTF-8");
    }

    @Test
    void readsSixtyFourLevelsAndNoMore() {
        String deep = "[".repeat(JsonText.DEPTH_MAX) + "]".repeat(JsonText.DEPTH_MAX);

        assertThat(JsonText.parse(deep)).isInstanceOf(Json.Array.class);
        assertThatThrownBy(() -> JsonText.parse("[" + deep + "]")).isInstanceOf(Fault.class);
    }
}
