package chancery.store.table.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class JsonReaderTest {
    @Test
    void readsValuesOfEachKind() {
        JsonNode node =
                JsonReader.read(
                        " { \"a\" : [ 1 , -2.5e1 , true , false , null , \"x\" ] , \"\":{} } ");

        assertThat(node.member("a").orElseThrow())
                .isEqualTo(
                        new JsonNode.Elements(
                                List.of(
                                        leaf(Cell.of(1)),
                                        leaf(Cell.of(-25)),
                                        leaf(new Cell.Flag(true)),
                                        leaf(new Cell.Flag(false)),
                                        leaf(Cell.none()),
                                        leaf(Cell.of("x")))));
        assertThat(node.member("")).isPresent();
        assertThat(node.member("b")).isEmpty();
        assertThat(node.element(0)).isEmpty();
    }

    @Test
    void readsNumbersByTheirWorth() {
        assertThat(number("9223372036854775807")).isEqualTo(Cell.of(Long.MAX_VALUE));
        assertThat(number("-9223372036854775808")).isEqualTo(Cell.of(Long.MIN_VALUE));
        assertThat(number("9223372036854775808")).isEqualTo(Cell.of(0x1p63));
        assertThat(number("1.0")).isEqualTo(Cell.of(1));
        assertThat(number("-0")).isEqualTo(Cell.of(0));
        assertThat(number("-0.0")).isEqualTo(Cell.of(0));
        assertThat(number("1e2")).isEqualTo(Cell.of(100));
        assertThat(number("0.5")).isEqualTo(Cell.of(0.5));
    }

    @Test
    void readsEscapes() {
        assertThat(number("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\udc1b\\u0000\""))
                .isEqualTo(Cell.of("\"\\/\b\f\n\r\té\uD83D\uDC1B\0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "tru",
                "{",
                "[",
                "[1,]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "1e999",
                "-1e999",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\n\"",
                "'a'",
                "1 1",
                "[]]",
                "/**/1",
                "\uFEFF1"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAsDeepAsAllowedAndNoDeeper() {
        int max = JsonReader.DEPTH_MAX;

        assertThatCode(() -> JsonReader.read(nested(max - 1))).doesNotThrowAnyException();
        assertThatCode(() -> JsonReader.read(nested(max))).doesNotThrowAnyException();
        assertThatThrownBy(() -> JsonReader.read(nested(max + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static Cell number(String text) {
        return ((JsonNode.Leaf) JsonReader.read(text)).cell();
    }

    private static JsonNode leaf(Cell cell) {
        return new JsonNode.Leaf(cell);
    }
}
