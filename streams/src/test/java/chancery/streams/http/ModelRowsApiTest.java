package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

@DisplayName("records.md 2: spaces and containers, row by row")
final class ModelRowsApiTest {
    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
        api.post("models/spaces", "{'items':[{'space':'plant'}]}").is(200);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String spaces(int count, String prefix) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add("{'space':'" + prefix + i + "'}");
        }
        return "{'items':[" + String.join(",", items) + "]}";
    }

    @Test
    @DisplayName("2.1: sizes of what a space says, at their edges")
    void bindsSpaces() {
        try (Api own = new Api()) {
            String longest = "a" + "b".repeat(42);
            String said = "{'items':[{'space':'%s','name':'%s','description':'%s'}]}";

            own.post("models/spaces", said.formatted(longest, "n".repeat(255), "d".repeat(1_024)))
                    .is(200);
            own.post("models/spaces", said.formatted(longest + "c", "n", "d")).fails(400);
            own.post("models/spaces", said.formatted("s", "n".repeat(256), "d")).fails(400);
            Api.Answer large =
                    own.post("models/spaces", said.formatted("s", "n", "d".repeat(1_025)));

            assertThat(large.fails(400).textAt("error", "message"))
                    .endsWith("[description size must be between 0 and 1024]");
            own.post("models/spaces", spaces(101, "s")).fails(400);
            own.post("models/spaces", spaces(100, "s")).fails(400);
            assertThat(own.get("models/spaces").sizeAt("items")).isEqualTo(1);
            own.post("models/spaces/delete", "{'items':[{'space':'" + longest + "'}]}").is(200);
            own.post("models/spaces", spaces(100, "s")).is(200);
            own.post("models/spaces", spaces(1, "t")).fails(400);
            assertThat(own.get("models/spaces").sizeAt("items")).isEqualTo(10);
            assertThat(own.get("models/spaces?limit=1000").sizeAt("items")).isEqualTo(100);
            own.post("models/spaces/byids", spaces(101, "s")).fails(400);
            assertThat(own.post("models/spaces/byids", spaces(100, "s")).sizeAt("items"))
                    .isEqualTo(100);
            own.post("models/spaces/delete", spaces(101, "s")).fails(400);
            assertThat(own.post("models/spaces/delete", spaces(100, "s")).sizeAt("items"))
                    .isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "space", "cdf", "dms", "pg3", "shared", "system", "node", "edge", "a b", "-"
            })
    @DisplayName("2.1: reserved and other names of spaces answer 400")
    void refusesSpaces(String name) {
        api.post("models/spaces", "{'items':[{'space':'" + name + "'}]}").fails(400);

        assertThat(api.get("models/spaces?limit=1000").text())
                .doesNotContain("{\"space\":\"" + name + "\"");
    }

    private static Api.Answer container(String name, String rest) {
        return api.post(
                "models/containers",
                "{'items':[{'space':'plant','externalId':'"
                        + name
                        + "','usedFor':'record',"
                        + rest
                        + "}]}");
    }

    private static Api.Answer typed(String name, String type) {
        return container(name, "'properties':{'p':{'type':" + type + "}}");
    }

    @Test
    @DisplayName("2.2: a container is answered in the form that clients need")
    void answersContainers() {
        Json answered =
                container(
                                "Python",
                                """
                                'name':'N','description':'D','constraints':{},'indexes':{},
                                'properties':{
                                 'text':{'type':{'type':'text','list':false,'maxTextSize':9,
                                   'collation':'ucs_basic'},'nullable':false,'immutable':false,
                                   'autoIncrement':false,'defaultValue':'x','name':'n',
                                   'description':'d'},
                                 'many':{'type':{'type':'int32','list':true,'maxListSize':5}},
                                 'state':{'type':{'type':'enum','values':{'a':{'name':'A'}},
                                   'unknownValue':'a'}}}
                                """)
                        .is(200)
                        .at("items", 0);

        assertThat(answered)
                .isEqualTo(
                        Api.json(
                                """
                                {'space':'plant','externalId':'Python','name':'N',
                                 'description':'D','usedFor':'record','isGlobal':false,
                                 'createdTime':%1$d,'lastUpdatedTime':%1$d,'properties':{
                                  'text':{'constraintState':{'nullability':'current',
                                     'maxTextSize':'current'},'type':{'type':'text','list':false,
                                     'collation':'ucs_basic','maxTextSize':9},'immutable':false,
                                     'nullable':false,'autoIncrement':false,'defaultValue':'x',
                                     'name':'n','description':'d'},
                                  'many':{'constraintState':{'maxListSize':'current'},'type':
                                     {'type':'int32','list':true,'maxListSize':5},
                                     'immutable':false,'nullable':true,'autoIncrement':false},
                                  'state':{'constraintState':{},'type':{'type':'enum',
                                     'list':false,'values':{'a':{'name':'A'}},
                                     'unknownValue':'a'},'immutable':false,'nullable':true,
                                     'autoIncrement':false}},
                                 'constraints':{},'indexes':{}}
                                """
                                        .formatted(api.millis())));
        assertThat(
                        api.post(
                                        "models/containers/byids",
                                        "{'items':[{'space':'plant','externalId':'Python'}]}")
                                .at("items", 0))
                .isEqualTo(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'timeseries'}",
                "{'type':'file'}",
                "{'type':'sequence'}",
                "{'type':'string'}",
                "{'type':'text','collation':'other'}",
                "{'type':'text','maxTextSize':0}",
                "{'type':'text','maxTextSize':128001}",
                "{'type':'text','maxListSize':5}",
                "{'type':'text','list':true,'maxListSize':0}",
                "{'type':'text','list':true,'maxListSize':2001}",
                "{'type':'int32','maxTextSize':5}",
                "{'type':'int32','unit':{'externalId':'length:m'}}",
                "{'type':'text','list':'yes'}",
                "{'type':'enum'}",
                "{'type':'enum','values':{}}",
                "{'type':'enum','values':{'1a':{}}}",
                "{'type':'enum','values':{'true':{}}}",
                "{'type':'enum','values':{'a':{}},'unknownValue':'b'}",
                "{'type':'enum','list':true,'values':{'a':{}}}",
                "{}"
            })
    @DisplayName("2.2: types that records do not have answer 400")
    void refusesTypes(String type) {
        typed("Wrong", type).fails(400);

        assertThat(api.get("models/containers?usedFor=record&limit=1000").text())
                .doesNotContain("Wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text','maxTextSize':128000}",
                "{'type':'text','list':true,'maxListSize':2000}",
                "{'type':'float32','unit':{'externalId':'length:m','sourceUnit':'M'}}",
                "{'type':'direct','container':{'space':'none','externalId':'None'}}",
                "{'type':'direct','list':true}",
                "{'type':'json','list':true}"
            })
    @DisplayName("2.2: types at the edge of what records may have")
    void takesTypes(String type) {
        typed("Right", type).is(200);

        api.post("models/containers/delete", "{'items':[{'space':'plant','externalId':'Right'}]}")
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'properties':{}",
                "'properties':{'space':{'type':{'type':'text'}}}",
                "'properties':{'createdTime':{'type':{'type':'text'}}}",
                "'properties':{'a b':{'type':{'type':'text'}}}",
                "'properties':{'-a':{'type':{'type':'text'}}}",
                "'properties':{'p':{}}",
                "'properties':{'p':{'type':{'type':'text'},'defaultValue':1}}",
                "'properties':{'p':{'type':{'type':'text','list':true},'defaultValue':['a']}}",
                "'properties':{'p':{'type':{'type':'text'},'nullable':'no'}}",
                "'properties':{'p':{'type':{'type':'text'}}},'constraints':{'c':{}}",
                "'properties':{'p':{'type':{'type':'text'}}},'indexes':{'i':{}}",
                "'usedFor':'record'"
            })
    @DisplayName("2.2: definitions that are not as they must be answer 400")
    void refusesDefinitions(String rest) {
        container("Wrong", rest).fails(400);

        assertThat(api.get("models/containers?usedFor=record&limit=1000").text())
                .doesNotContain("Wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "edge", "all", "", "other"})
    @DisplayName("2.2: containers of other uses answer 400")
    void refusesUses(String use) {
        String body =
                "{'items':[{'space':'plant','externalId':'Wrong',USE'properties':{'p':{'type':"
                        + "{'type':'text'}}}}]}";

        api.post(
                        "models/containers",
                        body.replace("USE", use.isEmpty() ? "" : "'usedFor':'" + use + "',"))
                .fails(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Query",
                "Mutation",
                "Subscription",
                "String",
                "Int32",
                "Int64",
                "Int",
                "Float32",
                "Float64",
                "Float",
                "Timestamp",
                "JSONObject",
                "Date",
                "Numeric",
                "Boolean",
                "PageInfo",
                "File",
                "Sequence",
                "TimeSeries",
                "1a",
                "a-b",
                "a_",
                "_a",
                ""
            })
    @DisplayName("2.2: reserved and other names of containers answer 400")
    void refusesContainerIds(String name) {
        typed(name, "{'type':'text'}").fails(400);
        typed("a" + "b".repeat(255), "{'type':'text'}").fails(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type':'text'} | {'type':'int32'}
                    {'type':'text'} | {'type':'text','list':true}
                    {'type':'text'},'nullable':true | {'type':'text'},'nullable':false
                    {'type':'int32'},'autoIncrement':false | {'type':'int32'},'autoIncrement':true
                    {'type':'text','maxTextSize':9} | {'type':'text','maxTextSize':8}
                    {'type':'text','list':true,'maxListSize':9} | {'type':'text','list':true,'maxListSize':8}
                    {'type':'enum','values':{'a':{},'b':{}}} | {'type':'enum','values':{'a':{}}}
                    """)
    @DisplayName("2.2: changes after which records might not fit answer 400, the others are made")
    void evolves(String before, String after) {
        String said = "'properties':{'p':{'type':%s}}";
        container("Evolving", said.formatted(before)).is(200);

        container("Evolving", said.formatted(after)).fails(400);
        container("Evolving", said.formatted(before).replace("'p'", "'q'")).fails(400);
        container("Evolving", said.formatted(before) + ",'name':'new','description':'new'").is(200);

        api.post(
                        "models/containers/delete",
                        "{'items':[{'space':'plant','externalId':'Evolving'}]}")
                .is(200);
    }

    @Test
    @DisplayName("2.2: changes that are allowed")
    void grows() {
        String said =
                "'properties':{'t':{'type':{'type':'text','maxTextSize':%d},'immutable':%b},'l':"
                        + "{'type':{'type':'text','list':true,'maxListSize':%d}},'d':{'type':"
                        + "{'type':'int32'},'defaultValue':%d},'u':{'type':{'type':'float64',"
                        + "'unit':{'externalId':'%s'}}}}";
        container("Growing", said.formatted(8, false, 8, 1, "length:m")).is(200);

        Json after =
                container("Growing", said.formatted(9, true, 9, 2, "length:ft"))
                        .is(200)
                        .at("items", 0, "properties");

        assertThat(after.write())
                .contains("\"maxTextSize\":9", "\"maxListSize\":9", "\"immutable\":true")
                .contains("\"defaultValue\":2", "length:ft");
    }

    @Test
    @DisplayName("2.2: how many containers and properties, at their edges")
    void bindsContainers() {
        StreamsLimits usual = StreamsLimits.STANDARD;
        var few = new StreamsLimits.Models(100, 1_000, 2, 2, 3, 1);
        try (Api own =
                new Api(new StreamsLimits(usual.writes(), usual.reads(), few, usual.tokens()))) {
            String text = "{'type':{'type':'text'}}";
            String said =
                    "{'items':[{'space':'s','externalId':'%s','usedFor':'record','properties':{%s}"
                            + "}]}";
            own.post("models/spaces", spaces(2, "s")).is(200);
            own.post("models/spaces", "{'items':[{'space':'s'}]}").fails(400);
            own.post("models/spaces/delete", spaces(1, "s")).is(200);
            own.post("models/spaces", "{'items':[{'space':'s'}]}").is(200);

            own.post("models/containers", said.formatted("A", "'p':" + text)).is(200);
            own.post(
                            "models/containers",
                            said.formatted("B", "'p':" + text + ",'q':" + text + ",'r':" + text))
                    .fails(400);
            own.post("models/containers", said.formatted("B", "'p':" + text)).is(200);
            own.post("models/containers", said.formatted("C", "'p':" + text)).fails(400);
            own.post("models/containers", said.formatted("B", "'p':" + text + ",'q':" + text))
                    .is(200);
            assertThat(own.get("models/containers?usedFor=record").sizeAt("items")).isEqualTo(2);
            assertThat(own.get("models/statistics").at("containerProperties"))
                    .isEqualTo(Api.json("{'count':3,'limit':3}"));
        }
    }

    private static String parts(int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(
                    "{'space':'plant','externalId':'A"
                            + i
                            + "','containerExternalId':'A','identifier':'i"
                            + i
                            + "'}");
        }
        return "{'items':[" + String.join(",", items) + "]}";
    }

    @Test
    @DisplayName("2.2: how many items requests about containers may have, at their edges")
    void bindsItems() {
        api.post("models/containers/indexes/delete", parts(10)).is(200);
        api.post("models/containers/indexes/delete", parts(11)).fails(400);
        api.post("models/containers/constraints/delete", parts(11)).fails(400);
        api.post("models/containers/byids", parts(100)).is(200);
        api.post("models/containers/byids", parts(101)).fails(400);
        api.post("models/containers/delete", parts(100)).is(200);
        api.post("models/containers/delete", parts(101)).fails(400);
        api.get("models/containers?usedFor=record&limit=1000").is(200);
        api.get("models/containers?usedFor=record&limit=1001").fails(400);
        api.get("models/containers?usedFor=record&limit=0").fails(400);
        api.get("models/containers?usedFor=record&cursor=x").fails(400);
    }

    private static String properties(int count) {
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            properties.add("'p" + i + "':{'type':{'type':'int32'}}");
        }
        return "'properties':{" + String.join(",", properties) + "}";
    }

    @Test
    @DisplayName("2.2: a thousand properties of a container, and one too many")
    void bindsProperties() {
        container("Wide", properties(1_001)).fails(400);
        container("Wide", properties(1_000)).is(200);
        String name = "p" + "x".repeat(254);
        container("Named", "'properties':{'" + name + "':{'type':{'type':'text'}}}").is(200);
        container("Named2", "'properties':{'" + name + "x':{'type':{'type':'text'}}}").fails(400);
        container("Described", properties(1) + ",'name':'" + "n".repeat(256) + "'").fails(400);
        container("Described", properties(1) + ",'description':'" + "d".repeat(1_025) + "'")
                .fails(400);
        container("Described", properties(1) + ",'description':'" + "d".repeat(1_024) + "'")
                .is(200);
    }
}
