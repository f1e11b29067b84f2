package chancery.appview.xrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParametersTest {
    private static String parsed(String query) {
        return Parameters.of(new QueryRequest(query)).write();
    }

    private static String typed(String type, String text) {
        Json.Members given = Json.Members.builder().put("p", text).build();
        Json.Members lexicon =
                JsonText.parseObject(
                        """
                        {"defs":{"main":{"parameters":{"properties":{"p":{"type":"%s"}}}}}}
                        """
                                .formatted(type));
        return Parameters.typed(given, lexicon).find("p").orElseThrow().write();
    }

    @Test
    void readsTextsAndLists() {
        assertThat(parsed("a=1&b=2&a=3")).isEqualTo("{\"a\":[\"1\",\"3\"],\"b\":\"2\"}");
        assertThat(parsed("")).isEqualTo("{}");
        assertThat(parsed("a&b=&=c&&")).isEqualTo("{\"\":\"c\",\"a\":\"\",\"b\":\"\"}");
    }

    @Test
    void takesAPlusForAPlus() {
        assertThat(parsed("t=10:00%2B00:00+x%20y")).isEqualTo("{\"t\":\"10:00+00:00+x y\"}");
    }

    @Test
    void refusesEscapesThatAreNone() {
        assertThatThrownBy(() -> parsed("a=%zz")).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> parsed("a=%2")).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "integer, 7, 7",
                "integer, -9223372036854775808, -9223372036854775808",
                "integer, 9223372036854775808, \"9223372036854775808\"",
                "integer, 7.0, \"7.0\"",
                "integer, x, \"x\"",
                "number, 7, 7.0",
                "number, -1.5e2, -150.0",
                "number, NaN, \"NaN\"",
                "number, 1e999, \"1e999\"",
                "number, 0x1p3, \"0x1p3\"",
                "boolean, true, true",
                "boolean, 1, true",
                "boolean, false, false",
                "boolean, 0, false",
                "boolean, yes, \"yes\"",
                "string, 7, \"7\"",
                "array, 7, \"7\"",
            })
    void typesWhatFitsAndLeavesWhatDoesNot(String type, String text, String json) {
        assertThat(typed(type, text)).isEqualTo(json);
    }

    @Test
    void leavesListsAndWhatIsNotDeclared() {
        Json.Members given = JsonText.parseObject("{\"a\":[\"1\"],\"b\":\"1\",\"n\":2}");
        Json.Members lexicon =
                JsonText.parseObject(
                        """
                        {"defs":{"main":{"parameters":{"properties":{
                          "a":{"type":"integer"},"n":{"type":"integer"}}}}}}
                        """);

        assertThat(Parameters.typed(given, lexicon)).isEqualTo(given);
        assertThat(Parameters.typed(given, Json.Members.EMPTY)).isEqualTo(given);
    }

    @Test
    void readsNumbersFromTexts() {
        Json.Members params = JsonText.parseObject("{\"a\":\"5\",\"b\":6,\"c\":\"x\",\"d\":1.5}");

        assertThat(Parameters.whole(params, "a")).contains(5L);
        assertThat(Parameters.whole(params, "b")).contains(6L);
        assertThat(Parameters.whole(params, "c")).isEmpty();
        assertThat(Parameters.whole(params, "d")).isEmpty();
        assertThat(Parameters.whole(params, "e")).isEmpty();
    }
}
