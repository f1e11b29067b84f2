package chancery.appview.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/// JSON becomes a record of a repository exactly as its text would, and comes back.
class RecordConversionTest {
    private static final String CID = Cid.ofRaw(new byte[] {1}).toString();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[],\"b\":{},\"c\":null,\"d\":true,\"e\":false,\"f\":\"\"}",
                "{\"b\":1,\"aa\":2,\"a\":-3,\"é\":4,\"\":5}",
                "{\"n\":9007199254740991,\"m\":-9007199254740991,\"o\":1.0,\"p\":1e3}",
                "{\"a\":[1,[2,[3,{\"b\":[4]}]]]}",
                "{\"l\":{\"$link\":\"CID\"},\"b\":{\"$bytes\":\"AQI\"}}",
                "{\"$type\":\"a.b.c\",\"i\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"CID\"},"
                        + "\"mimeType\":\"a/b\",\"size\":3}}",
                "{\"text\":\"\uD83D\uDE00 \\u0000 \\\" \\\\ \"}"
            })
    void becomesWhatItsTextBecomes(String text) {
        String json = text.replace("CID", CID);

        Value.Map record = JsonText.toRecord(JsonText.parseObject(json));

        assertThat(record).isEqualTo(DagJson.parseMap(utf8(json)));
        assertThat(JsonText.of(record))
                .isEqualTo(
                        JsonText.parseObject(
                                new String(DagJson.write(record), StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":0.5}",
                "{\"a\":[1,{\"b\":1e300}]}",
                "{\"a\":9007199254740992}",
                "{\"a\":-9007199254740992}",
                "{\"a\":{\"$link\":\"nonsense\"}}",
                "{\"a\":{\"$link\":1}}",
                "{\"a\":{\"$bytes\":\"*\"}}",
                "{\"a\":{\"$bytes\":\"AQI\",\"b\":1}}",
                "{\"a\":{\"$type\":\"\"}}",
                "{\"a\":{\"$type\":\"blob\",\"size\":3}}"
            })
    void isRefusedWhereItsTextIs(String json) {
        Json.Members object = JsonText.parseObject(json);

        Throwable ofText = catchThrowable(() -> DagJson.parseMap(utf8(json)));

        assertThat(ofText).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> JsonText.toRecord(object)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void placeIsNamedInTheError() {
        Json.Members object = JsonText.parseObject("{\"a\":[1,{\"b\":0.5}]}");

        assertThatThrownBy(() -> JsonText.toRecord(object))
                .hasMessageContaining("at $.a[1].b (got float)");
    }

    @Test
    void loneSurrogatesAreRefused() {
        Json.Members object = Json.Members.builder().put("a", "x\uD800").build();

        assertThatThrownBy(() -> JsonText.toRecord(object))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("lone surrogates");
    }

    @Test
    void nestsThirtyTwoLevels() {
        assertThat(JsonText.toRecord(nested(31)).size()).isEqualTo(1);
        assertThat(JsonText.toRecord(nested(32)).size()).isEqualTo(1);
        assertThatThrownBy(() -> JsonText.toRecord(nested(33)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("Too many levels");
    }

    @Test
    void linkByItselfIsNoRecord() {
        Json.Members link = Json.Members.builder().put("$link", CID).build();

        assertThatThrownBy(() -> JsonText.toRecord(link)).isInstanceOf(SyntaxException.class);
    }

    private static Json.Members nested(int levels) {
        Json.Members inner = Json.Members.builder().put("a", 1).build();
        for (int i = 1; i < levels; i++) {
            inner = Json.Members.builder().put("a", inner).build();
        }
        return inner;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
