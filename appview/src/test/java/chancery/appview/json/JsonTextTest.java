package chancery.appview.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Texts to values and back.
final class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[1,2.0,-3]",
                "{\"\":1,\"a\":{\"\":[]},\"b\":[{}]}",
                "\"\\u0000é\"",
                "9223372036854775807",
                "1.0E300"
            })
    void writesWhatItRead(String text) {
        assertThat(JsonText.parse(JsonText.parse(text).write())).isEqualTo(JsonText.parse(text));
    }

    @Test
    void sortsObjectsByName() {
        assertThat(JsonText.parse("{\"b\":1,\"aa\":2,\"B\":3}").write())
                .isEqualTo("{\"B\":3,\"aa\":2,\"b\":1}");
    }

    @Test
    void keepsIntegersAndFloatsApart() {
        assertThat(JsonText.parse("[3,3.0,3e0,99999999999999999999]"))
                .isEqualTo(
                        new Json.Array(
                                List.of(
                                        new Json.Int(3),
                                        new Json.Real(3),
                                        new Json.Real(3),
                                        new Json.Real(1e20))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "nul",
                "{'a':1}",
                "1e999",
                "01"
            })
    void refusesWhatIsNotOneValue(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "{\"\\udc00\":1}", "\"a\\ud800b\""})
    void refusesHalvesOfSurrogates(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] bytes = {'"', (byte) 0xff, '"'};

        assertThatThrownBy(() -> JsonText.parse(bytes)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void readsAsDeepAsTheLimitAndNoDeeper() {
        String deepest = "[".repeat(JsonText.DEPTH_MAX) + "]".repeat(JsonText.DEPTH_MAX);

        assertThat(JsonText.parse(deepest)).isInstanceOf(Json.Array.class);
        assertThatThrownBy(() -> JsonText.parse("[" + deepest + "]"))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void turnsRecordsIntoJsonAndBack() {
        Value.Map record =
                DagJson.parseMap(
                        """
                        {"text":"é","n":-1,"flag":true,"bytes":{"$bytes":"AQI"},"none":null,
                         "list":[{"$link":"bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm"}]}
                        """
                                .getBytes(StandardCharsets.UTF_8));

        Json.Members json = JsonText.of(record);

        assertThat(json.object("bytes").orElseThrow().text("$bytes")).contains("AQI");
        assertThat(JsonText.toRecord(json)).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":1.5}", "{\"n\":9007199254740992}", "{\"a\":{\"$link\":\"x\"}}"})
    void refusesRecordsThatTheDataModelHasNot(String text) {
        Json.Members json = JsonText.parseObject(text);

        assertThatThrownBy(() -> JsonText.toRecord(json)).isInstanceOf(SyntaxException.class);
    }
}
