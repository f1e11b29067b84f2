package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ja",
                "ban",
                "pt-BR",
                "zh-Hant",
                "zh-yue-Hant-HK",
                "es-419",
                "de-1996",
                "sl-rozaj-biske",
                "en-a-bbb-x-a-ccc",
                "i-klingon",
                "sgn-BE-NL",
                "x-a",
                "X-abc-1",
                "de-Latn-DE-1996"
            })
    void acceptsTags(String text) {
        assertThat(Language.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "JA",
                "jaja",
                "123",
                "ja-",
                "-ja",
                "ja--JP",
                "ja_JP",
                "x",
                "x-",
                "ja-x",
                "ja-u",
                "ja-u-x-a",
                "ja-abcdefghi",
                "x-abcdefghi",
                "de-1996-1996",
                "en-a-aa-A-bb",
                "I-klingon",
                "i-unknown",
                "é",
                "ja-é",
                "de-419-DE",
                "zh-aaa-bbb-ccc-ddd"
            })
    void refusesWhatIsNoTag(String text) {
        assertThatThrownBy(() -> Language.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void endsAt128Characters() {
        String start = "x-1234567" + "-12345678".repeat(13);

        assertThat(Language.valid(start + "-1")).isTrue();
        assertThat(Language.valid(start + "-1".repeat(1))).isTrue();
        assertThat(start + "-1".repeat(1)).hasSize(128);
        assertThat(Language.valid(start + "-12")).isFalse();
    }
}
