package chancery.atproto.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;

class DagJsonTest {
    private static final Cid LINK = Cid.ofRaw("hello".getBytes(UTF_8));

    @Test
    void readsEveryKindOfValue() {
        String json =
                """
                {"n":null,"t":true,"f":false,"i":-5,"s":"hi","a":[1,[],{}],
                 "l":{"$link":"%s"},"b":{"$bytes":"AQID"}}
                """
                        .formatted(LINK);

        Value.Map map = DagJson.parseMap(json.getBytes(UTF_8));

        assertThat(map)
                .isEqualTo(
                        Value.Map.builder()
                                .put("n", Value.Null.NULL)
                                .put("t", true)
                                .put("f", false)
                                .put("i", -5)
                                .put("s", "hi")
                                .put(
                                        "a",
                                        List.of(
                                                new Value.Int(1),
                                                new Value.Array(List.of()),
                                                Value.Map.EMPTY))
                                .put("l", LINK)
                                .put("b", Value.Bytes.of(new byte[] {1, 2, 3}))
                                .build());
    }

    @Test
    void writesCompactJsonInCanonicalOrder() {
        Value value = parse("{\"aa\":1, \"b\":[true,null], \"c\":\"q\\\"\\\\\\n\\u0001é😀\"}");

        byte[] json = DagJson.write(value);

        assertThat(new String(json, UTF_8))
                .isEqualTo("{\"b\":[true,null],\"c\":\"q\\\"\\\\\\n\\u0001é😀\",\"aa\":1}");
    }

    @Test
    void writesLinksAndBytesAsReservedObjects() {
        String json = "{\"b\":{\"$bytes\":\"AQIDBA\"},\"l\":{\"$link\":\"" + LINK + "\"}}";

        byte[] again = DagJson.write(parse(json));

        assertThat(new String(again, UTF_8)).isEqualTo(json);
    }

    @Test
    void readsAndWritesStreams() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream("[\"a\"]".getBytes(UTF_8));

        DagJson.write(DagJson.parse(in, DataLimits.STANDARD), out);

        assertThat(out.toString(UTF_8)).isEqualTo("[\"a\"]");
    }

    @Test
    void keepsBlobsAsMaps() {
        String json =
                "{\"$type\":\"blob\",\"ref\":{\"$link\":\""
                        + LINK
                        + "\"},\"mimeType\":\"image/png\",\"size\":3}";

        Value.Map blob = DagJson.parseMap(json.getBytes(UTF_8));

        assertThat(blob.text("$type")).contains("blob");
        assertThat(blob.find("ref")).contains(new Value.Link(LINK));
        assertThat(blob.integer("size")).contains(3L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1.0, 1",
        "-0.0, 0",
        "1e3, 1000",
        "12.50e1, 125",
        "9007199254740991, 9007199254740991",
        "-9007199254740991, -9007199254740991",
        "9007199254740991.0, 9007199254740991",
        "1e-400, 0"
    })
    void readsNumbersWithoutAFractionAsIntegers(String json, long expected) {
        assertThat(parse(json)).isEqualTo(new Value.Int(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775808",
                "18446744073709551616",
                "9007199254740992.0"
            })
    void refusesIntegersThatJavaScriptCannotHold(String json) {
        assertThatThrownBy(() -> parse("{\"a\":[" + json + "]}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("Expected integer within ±(2^53-1) at $.a[0] (got ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-0.1", "123.456", "1e999999999", "1e300", "1e-1"})
    void refusesFloatsWithTheirPath(String json) {
        assertThatThrownBy(() -> parse("{\"record\":{\"description\":" + json + "}}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage(
                        "Expected one of null, boolean, integer, string, cid, bytes, array or"
                                + " object value type at $.record.description (got float)");
    }

    @Test
    void namesThePathOfItemsInArrays() {
        assertThatThrownBy(() -> parse("{\"writes\":[1,{\"value\":{\"x\":[0,0.5]}}]}"))
                .hasMessageContaining("at $.writes[1].value.x[1] (got float)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[1",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{} {}",
                "{}x",
                "nul",
                "NaN",
                "Infinity",
                "+1",
                "01",
                "1.",
                ".5",
                "'a'",
                "{a:1}",
                "\"\u0001\"",
                "\"\\x\"",
                "// c\n1",
                "]",
                "\"abc"
            })
    void refusesWhatIsNotOneJsonValue(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("Invalid JSON")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$link\":1}",
                "{\"$link\":\".\"}",
                "{\"$link\":\"bafy\",\"x\":1}",
                "{\"$link\":\"QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnNuGU\"}",
                "{\"$bytes\":[1]}",
                "{\"$bytes\":\"a\"}",
                "{\"$bytes\":\"a-_b\"}",
                "{\"$bytes\":\"AQID\",\"x\":1}",
                "{\"$bytes\":\"AQID\",\"$link\":\"x\"}",
                "{\"$type\":null}",
                "{\"$type\":1}",
                "{\"$type\":\"\"}",
                "{\"$type\":\"blob\"}",
                "{\"$type\":\"blob\",\"ref\":\"x\",\"mimeType\":\"a/b\",\"size\":1}"
            })
    void refusesMisusedReservedKeys(String json) {
        assertThatThrownBy(() -> parse("{\"x\":" + json + "}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("$.x");
    }

    @Test
    void readsPaddedAndUnpaddedBytes() {
        assertThat(parse("{\"$bytes\":\"AQ==\"}")).isEqualTo(parse("{\"$bytes\":\"AQ\"}"));
    }

    @Test
    void readsOtherDollarKeysAsTheyAre() {
        assertThat(parse("{\"$foo\":1}")).isEqualTo(Value.Map.of("$foo", new Value.Int(1)));
    }

    @Test
    void refusesAnotherTopLevelWhereAMapIsNeeded() {
        assertThatThrownBy(() -> DagJson.parseMap("[]".getBytes(UTF_8)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Expected object value type at $ (got array)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "eda080", "f4908080", "ff", "c3", "e282", "feff0022", "7b00"})
    void refusesBytesThatAreNotUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex("22" + hex + "22");

        assertThatThrownBy(() -> DagJson.parse(bytes)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void refusesOtherEncodingsOfUnicode(int bits) {
        byte[] bytes = "{}".getBytes(Charset.forName("UTF-" + bits + "BE"));

        assertThatThrownBy(() -> DagJson.parse(bytes))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid JSON: expected UTF-8");
    }

    private static Value parse(String json) {
        return DagJson.parse(json.getBytes(UTF_8));
    }
}
