package chancery.streams.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.Written;
import chancery.streams.fault.Fault;
import chancery.streams.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The types of section 2.2 of the reference, with their limits.
final class PropertyTypeTest {
    private static PropertyType type(String members) {
        return PropertyType.of(Written.fields("{" + members + "}"));
    }

    private static Datum read(String type, String value) {
        return type(type).read(Written.json(value), "p");
    }

    private static Json text(int length) {
        return new Json.Text("x".repeat(length));
    }

    private static Json list(int count, Json item) {
        return new Json.Array(Collections.nCopies(count, item));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'text'|'abc'",
                "'type':'text'|''",
                "'type':'boolean'|true",
                "'type':'int32'|-2147483648",
                "'type':'int32'|2147483647",
                "'type':'int64'|9223372036854775807",
                "'type':'float32'|0.1",
                "'type':'float64'|-1.7976931348623157E308",
                "'type':'timestamp'|'2026-01-31T08:09:10.5+01:00'",
                "'type':'date'|'2026-01-31'",
                "'type':'json'|{'a':[1,{'b':null}]}",
                "'type':'direct'|{'space':'plant','externalId':'x'}",
                "'type':'enum','values':{'on':{},'off':{'name':'Off'}}|'off'",
                "'type':'int32','list':true|[1,2]"
            })
    void givesBackWhatItReads(String type, String value) {
        assertThat(read(type, value).json()).isEqualTo(Written.json(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'text'|1",
                "'type':'text'|'\\u0000'",
                "'type':'text'|['a']",
                "'type':'boolean'|'true'",
                "'type':'boolean'|0",
                "'type':'int32'|2147483648",
                "'type':'int32'|-2147483649",
                "'type':'int32'|1.5",
                "'type':'int32'|'1'",
                "'type':'int32'|true",
                "'type':'int64'|9223372036854775808",
                "'type':'int64'|1e30",
                "'type':'float32'|3.5e38",
                "'type':'float64'|'1.5'",
                "'type':'timestamp'|1700000000000",
                "'type':'timestamp'|'2026-01-31'",
                "'type':'date'|'2026-02-30'",
                "'type':'json'|[1]",
                "'type':'json'|'{}'",
                "'type':'direct'|'x'",
                "'type':'direct'|{'space':'plant'}",
                "'type':'direct'|{'space':'plant','externalId':'x','type':'node'}",
                "'type':'enum','values':{'on':{}}|'ON'",
                "'type':'int32','list':true|1",
                "'type':'int32','list':true|[]",
                "'type':'int32','list':true|[1,null]",
                "'type':'int32','list':true|[1,[2]]"
            })
    void refusesOtherValues(String type, String value) {
        assertThatThrownBy(() -> read(type, value))
                .isInstanceOf(Fault.class)
                .hasMessageMatching("p[ .].*");
    }

    @Test
    void readsWholeNumbersHoweverWritten() {
        assertThat(read("'type':'int32'", "3.0")).isEqualTo(new Datum.Whole(3));
    }

    @Test
    void countsBytesOfTexts() {
        PropertyType usual = type("'type':'text'");
        PropertyType small = type("'type':'text','maxTextSize':4");

        assertThat(usual.read(text(128_000), "p")).isInstanceOf(Datum.Text.class);
        assertThatThrownBy(() -> usual.read(text(128_001), "p")).hasMessageContaining("128000");
        assertThat(small.read(new Json.Text("üü"), "p")).isEqualTo(new Datum.Text("üü"));
        assertThatThrownBy(() -> small.read(new Json.Text("üüu"), "p"))
                .hasMessageContaining("4 bytes");
    }

    @Test
    void boundsLists() {
        PropertyType usual = type("'type':'int32','list':true");
        PropertyType large = type("'type':'int32','list':true,'maxListSize':2000");
        PropertyType links = type("'type':'direct','list':true");
        Json link = Written.json("{'space':'plant','externalId':'x'}");

        assertThat(usual.read(list(1_000, new Json.Int(1)), "p")).isInstanceOf(Datum.Many.class);
        assertThatThrownBy(() -> usual.read(list(1_001, new Json.Int(1)), "p"))
                .hasMessageContaining("1000");
        assertThat(large.read(list(2_000, new Json.Int(1)), "p")).isInstanceOf(Datum.Many.class);
        assertThat(links.read(list(100, link), "p")).isInstanceOf(Datum.Many.class);
        assertThatThrownBy(() -> links.read(list(101, link), "p")).hasMessageContaining("100");
    }

    @Test
    void boundsAllTextsOfAListTogether() {
        PropertyType texts = type("'type':'text','list':true");

        assertThat(texts.read(list(2, text(64_000)), "p")).isInstanceOf(Datum.Many.class);
        assertThatThrownBy(
                        () -> texts.read(new Json.Array(List.of(text(64_000), text(64_001))), "p"))
                .hasMessageContaining("in all");
    }

    @Test
    void boundsObjects() {
        PropertyType object = type("'type':'json'");
        Map<String, Json> keys = new LinkedHashMap<>();
        for (int i = 0; i < 256; i++) {
            keys.put("k" + i, new Json.Int(i));
        }
        Json.Members full = new Json.Members(keys);
        keys.put("one more", Json.Null.NULL);

        assertThat(object.read(full, "p")).isEqualTo(new Datum.Document(full));
        assertThatThrownBy(() -> object.read(new Json.Members(keys), "p"))
                .hasMessageContaining("256");
        assertThat(object.read(named("k".repeat(128), text(1)), "p")).isNotNull();
        assertThatThrownBy(() -> object.read(named("k".repeat(129), text(1)), "p"))
                .hasMessageContaining("128");
        assertThat(object.read(named("k", text(10_240)), "p")).isNotNull();
        assertThatThrownBy(() -> object.read(named("k", text(10_241)), "p"))
                .hasMessageContaining("10240");
    }

    private static Json named(String key, Json value) {
        return Json.Members.builder().put(key, value).build();
    }

    @Test
    void boundsTheBytesOfAnObject() {
        PropertyType object = type("'type':'json'");
        int around = "{\"k\":[\"\",\"\",\"\",\"\",\"\"]}".length();
        Json most = named("k", new Json.Array(texts(40_960 - around)));
        Json more = named("k", new Json.Array(texts(40_960 - around + 1)));

        assertThat(object.read(most, "p")).isInstanceOf(Datum.Document.class);
        assertThatThrownBy(() -> object.read(more, "p")).hasMessageContaining("40960");
    }

    private static List<Json> texts(int bytes) {
        int part = 10_000;
        return List.of(text(part), text(part), text(part), text(part), text(bytes - 4 * part));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'type':'number'",
                "'type':'timeseries'",
                "'type':'file'",
                "'type':'sequence'",
                "'type':1",
                "'type':'text','collation':'de'",
                "'type':'text','maxTextSize':0",
                "'type':'text','maxTextSize':128001",
                "'type':'int32','maxTextSize':5",
                "'type':'int32','maxListSize':5",
                "'type':'int32','list':true,'maxListSize':2001",
                "'type':'int32','list':1",
                "'type':'int32','unit':{'externalId':'a:b'}",
                "'type':'enum'",
                "'type':'enum','values':{}",
                "'type':'enum','values':{'1a':{}}",
                "'type':'enum','values':{'true':{}}",
                "'type':'enum','values':{'a':{}},'unknownValue':'b'",
                "'type':'enum','list':true,'values':{'a':{}}"
            })
    void refusesOtherTypes(String type) {
        assertThatThrownBy(() -> type(type)).isInstanceOf(Fault.class);
    }

    @Test
    void answersTypesWithTheirExtras() {
        PropertyType text = type("'type':'text','maxTextSize':9,'list':true,'maxListSize':3");
        PropertyType number = type("'type':'float64','unit':{'externalId':'temperature:deg_c'}");

        assertThat(text.json())
                .isEqualTo(
                        Written.json(
                                "{'type':'text','list':true,'collation':'ucs_basic',"
                                        + "'maxTextSize':9,'maxListSize':3}"));
        assertThat(number.json())
                .isEqualTo(
                        Written.json(
                                "{'type':'float64','list':false,"
                                        + "'unit':{'externalId':'temperature:deg_c'}}"));
    }

    @Test
    void acceptsThirtyTwoKeysOfAnEnum() {
        StringBuilder keys = new StringBuilder("'k0':{}");
        for (int i = 1; i < 32; i++) {
            keys.append(",'k").append(i).append("':{}");
        }
        String most = "'type':'enum','values':{" + keys + "}";
        String more = "'type':'enum','values':{" + keys + ",'k32':{}}";

        assertThat(type(most).choices()).isPresent();
        assertThatThrownBy(() -> type(more)).hasMessageContaining("32");
    }
}
