package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.util.Collections;

@DisplayName("records.md 2.2, 3.1 and 3.2: the values of records, row by row")
final class RecordRowsApiTest {
    private static final String PROPERTIES =
            """
            'text':{'type':{'type':'text'}},
            'short':{'type':{'type':'text','maxTextSize':3}},
            'flag':{'type':{'type':'boolean'}},
            'i32':{'type':{'type':'int32'}},
            'i64':{'type':{'type':'int64'}},
            'f32':{'type':{'type':'float32'}},
            'f64':{'type':{'type':'float64'}},
            'at':{'type':{'type':'timestamp'}},
            'day':{'type':{'type':'date'}},
            'json':{'type':{'type':'json'}},
            'link':{'type':{'type':'direct'}},
            'state':{'type':{'type':'enum','values':{'open':{},'shut':{}}}},
            'texts':{'type':{'type':'text','list':true}},
            'pair':{'type':{'type':'int32','list':true,'maxListSize':2}},
            'flags':{'type':{'type':'boolean','list':true}},
            'days':{'type':{'type':'date','list':true}},
            'jsons':{'type':{'type':'json','list':true}},
            'links':{'type':{'type':'direct','list':true}},
            'firm':{'type':{'type':'int32'},'nullable':false,'defaultValue':7}
            """;
    private static final String PATH = "streams/live/records";

    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
        api.declare("archive", "BasicArchive");
        api.post(
                        "models/containers",
                        "{'items':[{'space':'plant','externalId':'All','usedFor':'record',"
                                + "'properties':{"
                                + PROPERTIES
                                + "}},{'space':'plant','externalId':'Strict','usedFor':'record',"
                                + "'properties':{'must':{'type':{'type':'int32'},'nullable':false},"
                                + "'auto':{'type':{'type':'int32'},'nullable':false,"
                                + "'autoIncrement':true}}}]}")
                .is(200);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String record(String externalId, String property, String value) {
        return "{'items':[{'space':'plant','externalId':'"
                + externalId
                + "','sources':[{'source':{'type':'container','space':'plant','externalId':'All'},"
                + "'properties':{'"
                + property
                + "':"
                + value
                + "}}]}]}";
    }

    private static Json stored(String externalId) {
        return api.post(
                        PATH + "/filter",
                        "{'filter':{'equals':{'property':['externalId'],'value':'"
                                + externalId
                                + "'}},'sources':[{'source':{'type':'container','space':'plant',"
                                + "'externalId':'All'},'properties':['*']}]}")
                .is(200)
                .at("items");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    text  | ''
                    text  | 'Grüße, 世界 \\ud83d\\ude00'
                    short | 'abc'
                    short | 'aé'
                    flag  | true
                    flag  | false
                    i32   | -2147483648
                    i32   | 2147483647
                    i64   | -9223372036854775808
                    i64   | 9223372036854775807
                    f32   | 3.4028234663852886E38
                    f32   | 0.5
                    f64   | 1.7976931348623157E308
                    f64   | -2.5
                    at    | '2026-01-31T08:00:00'
                    at    | '2026-01-31T08:00:00.1Z'
                    at    | '2026-01-31T08:00:00.123+01:00'
                    at    | '2026-01-31T08:00:00-0130'
                    at    | '2026-01-31T08:00:00+05'
                    at    | '0001-01-01T00:00:00Z'
                    at    | '9999-12-31T23:59:59.999Z'
                    day   | '2024-02-29'
                    json  | {}
                    json  | {'a':{'b':[1,2.5,null,true,'x']}}
                    link  | {'space':'plant','externalId':'anything'}
                    state | 'shut'
                    texts | ['a','b','a']
                    pair  | [1,2]
                    flags | [true,false]
                    days  | ['2026-01-31','0001-01-01']
                    jsons | [{'a':1},{}]
                    links | [{'space':'other','externalId':'x'}]
                    """)
    @DisplayName("2.2: what fits is stored, and read back as it was written")
    void givesBack(String property, String value) {
        String id = "good " + property;
        api.post(PATH + "/upsert", record(id, property, value)).is(202);

        Json.Members item = (Json.Members) ((Json.Array) stored(id)).items().getFirst();

        assertThat(item.find("properties").orElseThrow())
                .isEqualTo(
                        Api.json(
                                "{'plant':{'All':{'%s':%s,'firm':7}}}".formatted(property, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    text  | 1                          | must be a string
                    text  | 'a\\u0000b'                | U+0000
                    text  | '\\ud800'                  | surrogate
                    short | 'abcd'                     | 3 bytes
                    short | 'aéb'                      | 3 bytes
                    flag  | 'true'                     | true or false
                    flag  | 1                          | true or false
                    i32   | 2147483648                 | whole number
                    i32   | -2147483649                | whole number
                    i32   | 1.5                        | whole number
                    i32   | '1'                        | whole number
                    i64   | 9223372036854775808        | whole number
                    f32   | 3.5E38                     | number
                    f64   | 1E309                      | too large
                    f64   | NaN                        | Malformed
                    f64   | '1'                        | number
                    at    | 1738310400000              | must be a string
                    at    | '2026-01-31'               | timestamp
                    at    | '2026-01-31T08:00Z'        | timestamp
                    at    | '2026-01-31T08:00:00.1234Z' | timestamp
                    at    | '2026-02-29T08:00:00Z'     | timestamp
                    at    | '2026-01-31T24:00:00Z'     | timestamp
                    at    | '2026-01-31 08:00:00Z'     | timestamp
                    at    | '0000-01-01T00:00:00Z'     | timestamp
                    at    | '10000-01-01T00:00:00Z'    | timestamp
                    at    | '2026-01-31T08:00:00+1'    | timestamp
                    day   | '2026-02-30'               | date
                    day   | '2026-1-31'                | date
                    day   | '2026-01-31T00:00:00Z'     | date
                    json  | [1]                        | object
                    json  | 'x'                        | object
                    link  | 'x'                        | object
                    link  | {'space':'plant'}          | externalId
                    link  | {'space':'none','externalId':'x'} | One or more spaces do not exist
                    link  | {'space':'plant','externalId':'x','more':1} | more
                    state | 'Open'                     | one of
                    state | 1                          | string
                    texts | 'a'                        | array
                    texts | []                         | from 1 to 1000 items
                    texts | ['a',null]                 | string
                    texts | [['a']]                    | string
                    pair  | [1,2,3]                    | from 1 to 2 items
                    pair  | [1,'2']                    | whole number
                    links | [{'space':'none','externalId':'x'}] | One or more spaces do not exist
                    firm  | null                       | must not be null
                    none  | 1                          | no property
                    """)
    @DisplayName("2.2, 3.2: what does not fit answers 400 in words, and nothing is stored")
    void refuses(String property, String value, String words) {
        String body = record("bad", property, value);

        assertThat(api.post(PATH, body).fails(400).textAt("error", "message")).contains(words);
        api.post(PATH + "/upsert", body).fails(400);
        api.post(PATH + "/-/upsert", body).fails(400);
        api.post("streams/archive/records", body).fails(400);

        assertThat(stored("bad")).isEqualTo(Api.json("[]"));
        assertThat(
                        api.post("streams/archive/records/sync", "{'initializeCursor':'9d-ago'}")
                                .sizeAt("items"))
                .isZero();
    }

    private static String texts(int count, int length) {
        return "["
                + String.join(",", Collections.nCopies(count, "'" + "x".repeat(length) + "'"))
                + "]";
    }

    private static String object(int keys, int keyLength, int valueLength) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < keys; i++) {
            String key = ("%0" + keyLength + "d").formatted(i);
            object.append(i == 0 ? "" : ",").append("'").append(key).append("':'");
            object.append("x".repeat(valueLength)).append("'");
        }
        return object.append('}').toString();
    }

    private static void atTheEdge(String property, String fits, String large) {
        api.post(PATH + "/upsert", record("edge", property, fits)).is(202);
        api.post(PATH + "/upsert", record("edge", property, large)).fails(400);
    }

    @Test
    @DisplayName("2.2: sizes of values, at their edges")
    void bindsSizes() {
        String link = "{'space':'plant','externalId':'x'}";

        atTheEdge("text", "'" + "x".repeat(128_000) + "'", "'" + "x".repeat(128_001) + "'");
        atTheEdge("text", "'" + "é".repeat(64_000) + "'", "'" + "é".repeat(64_000) + "x'");
        atTheEdge("texts", texts(1_000, 1), texts(1_001, 1));
        atTheEdge("texts", texts(1_000, 128), texts(1_000, 129));
        atTheEdge("json", object(256, 3, 1), object(257, 3, 1));
        atTheEdge("json", object(1, 128, 1), object(1, 129, 1));
        atTheEdge("json", object(1, 1, 10_240), object(1, 1, 10_241));
        // Four members of 10,232 bytes and {} and three commas, and one byte more.
        atTheEdge("json", object(4, 1, 10_232), object(4, 1, 10_234));
        atTheEdge(
                "links",
                "[" + String.join(",", Collections.nCopies(100, link)) + "]",
                "[" + String.join(",", Collections.nCopies(101, link)) + "]");
        assertThat(
                        api.post(
                                        PATH + "/-/count",
                                        "{'filter':{'equals':{'property':['externalId'],"
                                                + "'value':'edge'}}}")
                                .text())
                .isEqualTo("{\"count\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'must':1}", "{'auto':1}", "{'must':null,'auto':1}", "{}", "[]", "null"})
    @DisplayName(
            "2.2, 3.2: a value that must be there and is not answers 400; nothing is generated")
    void refusesMissingValues(String properties) {
        String body = record("strict", "x", "1").replace("'All'", "'Strict'");

        api.post(PATH, body.replace("{'x':1}", properties)).fails(400);
        api.post(PATH, body.replace("{'x':1}", "{'must':1,'auto':2}")).is(202);
        api.post(PATH + "/delete", "{'items':[{'space':'plant','externalId':'strict'}]}").is(200);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/records/records-refused.txt",
            delimiter = '|',
            quoteCharacter = '`')
    @DisplayName("3.1, 3.2: bodies that are not as they must be answer 400, and nothing is stored")
    void refusesBodies(String said, String words) {
        String source =
                "{'source':{'type':'container','space':'plant','externalId':'All'},"
                        + "'properties':{'i32':1}}";
        String body =
                said.replace("SOURCE", source)
                        .replace("VIEW", source.replace("'container'", "'view'"))
                        .replace("NONE", source.replace("'All'", "'None'"));

        assertThat(api.post(PATH, body).fails(400).textAt("error", "message")).contains(words);
        api.post(PATH + "/upsert", body).fails(400);

        assertThat(stored("x")).isEqualTo(Api.json("[]"));
    }

    @Test
    @DisplayName("3.1: identifiers of any characters but NUL, up to 256 of them")
    void bindsIdentifiers() {
        String longest = "\\ud83d\\ude00".repeat(256);

        api.post(PATH, record(longest, "i32", "1")).is(202);
        api.post(PATH, record(longest + "x", "i32", "1")).fails(400);
        api.post(PATH, record(" ./#?%\\t世界", "i32", "1")).is(202);

        assertThat(stored(" ./#?%\\t世界")).isNotEqualTo(Api.json("[]"));
        api.post(PATH + "/delete", "{'items':[{'space':'plant','externalId':'" + longest + "'}]}")
                .is(200);
        assertThat(stored(longest)).isEqualTo(Api.json("[]"));
        api.post(PATH + "/delete", "{'items':[{'space':'plant','externalId':'" + longest + "x'}]}")
                .fails(400);
    }

    private static String many(String prefix, int count) {
        String[] items = new String[count];
        for (int i = 0; i < count; i++) {
            items[i] = Api.item(prefix + i, i);
        }
        return Api.items(items);
    }

    @Test
    @DisplayName("3.1: a thousand items in a request, and one too many")
    void bindsItems() {
        String before = api.post(PATH + "/-/count", "{}").text();

        api.post(PATH, many("m", 1_001)).fails(400);
        api.post(PATH + "/upsert", many("m", 1_001)).fails(400);
        assertThat(api.post(PATH + "/-/count", "{}").text()).isEqualTo(before);

        api.post(PATH + "/upsert", many("m", 1_000)).is(202);
        String ids = many("m", 1_001).replaceAll(",'sources':\\[.*?}}]", "");
        api.post(PATH + "/delete", ids).fails(400);
        api.post(PATH + "/delete", many("m", 1_000).replaceAll(",'sources':\\[.*?}}]", "")).is(200);
        assertThat(api.post(PATH + "/-/count", "{}").text()).isEqualTo(before);
    }

    @Test
    @DisplayName("1.7, 3.4: streams are independent; of immutable ones both times are one")
    void keepsStreamsApart() {
        api.post(PATH + "/upsert", record("both", "i32", "1")).is(202);
        api.declare("second", "BasicLiveData");
        api.post("streams/second/records", record("both", "i32", "2")).is(202);
        api.post("streams/second/records/delete", ids("both")).is(200);
        api.declare("second-archive", "BasicArchive");
        api.post("streams/second-archive/records", record("both", "i32", "3")).is(202);

        Api.Answer archived =
                api.post(
                        "streams/second-archive/records/filter",
                        "{'lastUpdatedTime':{'gt':'2025-12-31T00:00:00Z'}}");

        assertThat(((Json.Array) stored("both")).items()).hasSize(1);
        assertThat(archived.at("items", 0, "createdTime"))
                .isEqualTo(archived.at("items", 0, "lastUpdatedTime"));
    }

    private static String ids(String externalId) {
        return "{'items':[{'space':'plant','externalId':'" + externalId + "'}]}";
    }

    @Test
    @DisplayName("7.3: bodies plain or gzipped; what only says that it is gzipped answers 400")
    void takesBothEncodings() {
        String json = record("plain", "i32", "1").replace('\'', '"');
        Api.Answer plain =
                api.send(
                        api.request("/api/v1/projects/test/" + PATH + "/upsert")
                                .header("authorization", "Bearer all")
                                .header("cdf-version", "alpha")
                                .header("x-cdp-sdk", "CognitePythonSDK:8.22.0")
                                .POST(HttpRequest.BodyPublishers.ofString(json)));

        plain.is(202);
        api.postBytes(
                        Api.ALL,
                        PATH + "/upsert",
                        json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .fails(400);
    }

    @Test
    @DisplayName("3.1: different properties with data in one stream, at the edge")
    void bindsPropertiesWithData() {
        StreamsLimits usual = StreamsLimits.STANDARD;
        StreamsLimits.Writes writes = usual.writes();
        var two =
                new StreamsLimits.Writes(
                        writes.bodyBytes(),
                        writes.bytesInFlight(),
                        writes.items(),
                        writes.sources(),
                        writes.attempts(),
                        2);
        try (Api small =
                new Api(new StreamsLimits(two, usual.reads(), usual.models(), usual.tokens()))) {
            small.declare("live", "BasicLiveData");
            small.post(PATH, Api.items(Api.item("plant", "a", "'severity':1,'text':'x'"))).is(202);

            Api.Answer refused =
                    small.post(PATH, Api.items(Api.item("plant", "b", "'severity':1,'level':2.5")))
                            .fails(400);

            assertThat(refused.textAt("error", "message")).contains("Stream quota exceeded");
            assertThat(small.post(PATH + "/-/count", "{}").text()).isEqualTo("{\"count\":1}");
        }
    }
}
