package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

@DisplayName("records.md 4 and 5: filter and sync, row by row")
final class QuestionRowsApiTest {
    private static final String FILTER = "streams/live/records/filter";
    private static final String SYNC = "streams/live/records/sync";
    private static final String FROM = "'initializeCursor':'9d-ago'";
    private static final String SOURCE =
            "{'source':{'type':'container','space':'plant','externalId':'C'},'properties':['n']}";

    private static Api api;

    @BeforeAll
    static void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
        api.post(
                        "models/containers",
                        """
                        {'items':[{'space':'plant','externalId':'C','usedFor':'record','properties':{
                          'n':{'type':{'type':'int32'}},
                          'x':{'type':{'type':'float64'}},
                          't':{'type':{'type':'text'}},
                          'b':{'type':{'type':'boolean'}},
                          'at':{'type':{'type':'timestamp'}},
                          'day':{'type':{'type':'date'}},
                          'j':{'type':{'type':'json'}},
                          'to':{'type':{'type':'direct'}},
                          'e':{'type':{'type':'enum','values':{'open':{},'shut':{}}}},
                          'many':{'type':{'type':'int32','list':true}},
                          'words':{'type':{'type':'text','list':true}}}}]}
                        """)
                .is(200);
        upsert(
                "1",
                "'n':1,'x':1.5,'t':'alpha','b':true,'at':'2026-01-01T00:00:00Z','day':'2026-01-01',"
                        + "'e':'open','many':[1,2],'words':['a'],'j':{'k':1},"
                        + "'to':{'space':'plant','externalId':'2'}");
        api.pass(Duration.ofSeconds(1));
        upsert(
                "2",
                "'n':2,'x':-2.5,'t':'Alpha','b':false,'at':'2026-01-01T01:00:00+01:00',"
                        + "'day':'2025-12-31','e':'shut','many':[2,3],'words':['a','b']");
        api.pass(Duration.ofSeconds(1));
        upsert("3", "'t':'beta'");
        api.post("streams/live/records", Api.items(Api.item("other", "4", "'severity':9"))).is(202);
    }

    private static void upsert(String id, String properties) {
        api.post(
                        "streams/live/records/upsert",
                        "{'items':[{'space':'plant','externalId':'"
                                + id
                                + "','sources':[{'source':{'type':'container','space':'plant',"
                                + "'externalId':'C'},'properties':{"
                                + properties
                                + "}}]}]}")
                .is(202);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String ids(Api.Answer answer) {
        List<String> ids = new ArrayList<>();
        for (Json item : ((Json.Array) answer.is(200).at("items")).items()) {
            ids.add(((Json.Text) ((Json.Members) item).find("externalId").orElseThrow()).value());
        }
        return String.join(" ", ids);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/records/filters.txt",
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none")
    @DisplayName("4.3: every operator on every kind of path; sync finds what filter finds")
    void means(String filter, String expected) {
        String said = "'filter':" + filter.replace("[C,", "['plant','C',");
        String wanted = expected == null ? "" : expected;

        assertThat(ids(api.post(FILTER, "{" + said + ",'sort':[{'property':['externalId']}]}")))
                .isEqualTo(wanted);
        assertThat(ids(api.post(SYNC, "{" + said + "," + FROM + "}"))).isEqualTo(wanted);
        assertThat(api.post("streams/live/records/-/count", "{" + said + "}").is(200).text())
                .isEqualTo("{\"count\":" + (wanted.length() + 1) / 2 + "}");
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/records/filters-refused.txt",
            delimiter = '|',
            quoteCharacter = '`')
    @DisplayName("4.3: every other filter answers 400 in words, on every path that takes one")
    void refuses(String filter, String words) {
        String said = "'filter':" + filter.replace("[C,", "['plant','C',");

        assertThat(api.post(FILTER, "{" + said + "}").fails(400).textAt("error", "message"))
                .contains(words);
        api.post(SYNC, "{" + said + "," + FROM + "}").fails(400);
        api.post("streams/live/records/-/filter", "{" + said + "}").fails(400);
        api.post("streams/live/records/-/count", "{" + said + "}").fails(400);
        api.post(
                        "streams/live/records/-/byids",
                        "{'items':[{'space':'a','externalId':'b'}]," + said + "}")
                .fails(400);
        api.post("streams/live/records/aggregate", "{" + said + ",'aggregates':{'n':{'count':{}}}}")
                .fails(400);
        api.post(
                        "streams/live/records/aggregate",
                        "{'aggregates':{'n':{'filters':{'filters':[" + said.substring(9) + "]}}}}")
                .fails(400);
    }

    private static String and(int nodes) {
        return "{'and':[" + String.join(",", Collections.nCopies(nodes, "{'matchAll':{}}")) + "]}";
    }

    @Test
    @DisplayName("4.3: sizes of filters, at their edges")
    void bindsFilters() {
        String body = "{'filter':%s}";
        String prefix = "{'prefix':{'property':['externalId'],'value':'%s'}}";
        String data = "{'type':'container','space':'plant','externalId':'C'}";
        String deep = "{'not':".repeat(9) + "{'matchAll':{}}" + "}".repeat(9);

        api.post(FILTER, body.formatted(and(99))).is(200);
        api.post(FILTER, body.formatted(and(100))).fails(400);
        api.post(FILTER, body.formatted("{'and':[" + and(49) + "," + and(48) + "]}")).is(200);
        api.post(FILTER, body.formatted("{'and':[" + and(49) + "," + and(49) + "]}")).fails(400);
        api.post(FILTER, body.formatted(deep)).is(200);
        api.post(FILTER, body.formatted("{'not':" + deep + "}")).fails(400);
        for (int values : new int[] {100, 101}) {
            String list = String.join(",", Collections.nCopies(values, "'x'"));
            api.post(
                            FILTER,
                            body.formatted(
                                    "{'in':{'property':['externalId'],'values':[" + list + "]}}"))
                    .is(values == 100 ? 200 : 400);
        }
        api.post(FILTER, body.formatted(prefix.formatted("x".repeat(500)))).is(200);
        api.post(FILTER, body.formatted(prefix.formatted("x".repeat(501)))).fails(400);
        for (int containers : new int[] {10, 11}) {
            String list = String.join(",", Collections.nCopies(containers, data));
            api.post(FILTER, body.formatted("{'hasData':[" + list + "]}"))
                    .is(containers == 10 ? 200 : 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'lastUpdatedTime':{'gt':1767225600000}",
                "'lastUpdatedTime':{'gt':'2026-01-01T00:00:00.000Z'}",
                "'lastUpdatedTime':{'gte':'2026-01-01T00:00:01+00:00','lt':1767225603000}",
                "'lastUpdatedTime':{'gte':1767225600001,'lte':'2026-01-01T00:00:02Z'}"
            })
    @DisplayName("4.1: windows of time, as milliseconds and as texts, mixed")
    void takesWindows(String window) {
        assertThat(ids(api.post(FILTER, "{" + window + "}"))).isEqualTo("2 4 3");
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/records/questions-refused.txt",
            delimiter = '|',
            quoteCharacter = '`')
    @DisplayName("4.1, 4.4: what is no question answers 400")
    void refusesQuestions(String said) {
        api.post(FILTER, "{" + said + "}").fails(400);
    }

    @Test
    @DisplayName("4.1: sizes of sort, sources and windows, at their edges")
    void bindsQuestions() {
        String key = "{'property':['space'],'direction':'descending','nullsFirst':true}";
        String five = String.join(",", Collections.nCopies(5, key));
        String ten = String.join(",", Collections.nCopies(10, SOURCE));
        String thousand = String.join(",", Collections.nCopies(1_000, "'n'"));
        String text = "2026-01-01T00:00:00." + "0".repeat(9) + "Z";

        api.post(FILTER, "{'sort':[" + five + "]}").is(200);
        api.post(FILTER, "{'sort':[" + five + "," + key + "]}").fails(400);
        api.post(FILTER, "{'sources':[" + ten + "]}").is(200);
        api.post(FILTER, "{'sources':[" + ten + "," + SOURCE + "]}").fails(400);
        api.post(FILTER, "{'sources':[" + SOURCE.replace("'n'", thousand) + "]}").is(200);
        api.post(FILTER, "{'sources':[" + SOURCE.replace("'n'", thousand + ",'n'") + "]}")
                .fails(400);
        api.post(FILTER, "{'lastUpdatedTime':{'gt':'" + text + "'}}").is(200);
        api.post(FILTER, "{'lastUpdatedTime':{'gt':'" + text + "0".repeat(100) + "'}}").fails(400);
        api.post(FILTER, "{'limit':1000}").is(200);
        api.post(SYNC, "{'limit':1000," + FROM + "}").is(200);
        api.post(SYNC, "{'limit':1001," + FROM + "}").fails(400);
        api.post(SYNC, "{'cursor':'" + "x".repeat(100_001) + "'}").fails(400);
        api.post(SYNC, "{'initializeCursor':'" + "1".repeat(96) + "-ago'}").fails(400);
    }

    @Test
    @DisplayName("4.1, 5: ten come when nobody says how many, oldest change first")
    void answersTen() {
        try (Api own = new Api()) {
            own.declare("live", "BasicLiveData");
            for (int i = 0; i < 12; i++) {
                own.write("live", "r" + (11 - i), i);
                own.pass(Duration.ofMillis(1));
            }

            String oldest = "r11 r10 r9 r8 r7 r6 r5 r4 r3 r2";
            assertThat(ids(own.post(FILTER, "{}"))).isEqualTo(oldest);
            assertThat(ids(own.post(SYNC, "{" + FROM + "}"))).isEqualTo(oldest);
            assertThat(
                            ids(
                                    own.post(
                                            FILTER,
                                            "{'limit':3,'sort':[{'property':['lastUpdatedTime'],"
                                                    + "'direction':'descending'}]}")))
                    .isEqualTo("r0 r1 r2");
        }
    }

    @Test
    @DisplayName("4.1: where records without a value stand")
    void sortsMissingValues() {
        String sort = "{'sort':[{'property':['plant','C','n'],'direction':'descending'%s}]}";

        assertThat(ids(api.post(FILTER, sort.formatted("")))).isEqualTo("2 1 4 3");
        assertThat(ids(api.post(FILTER, sort.formatted(",'nullsFirst':true"))))
                .isEqualTo("4 3 2 1");
    }

    @Test
    @DisplayName("5: sync takes sources, types and units as filter does")
    void typesSync() {
        Api.Answer answer =
                api.post(
                                SYNC,
                                "{'filter':{'equals':{'property':['externalId'],'value':'1'}},"
                                        + FROM
                                        + ",'includeTyping':true,'sources':["
                                        + SOURCE
                                        + "]}")
                        .is(200);

        assertThat(answer.at("items", 0))
                .isEqualTo(
                        Api.json(
                                "{'space':'plant','externalId':'1','createdTime':1767225600000,"
                                        + "'lastUpdatedTime':1767225600000,'status':'created',"
                                        + "'properties':{'plant':{'C':{'n':1}}}}"));
        assertThat(answer.at("typing"))
                .isEqualTo(
                        Api.json(
                                "{'plant':{'C':{'n':{'nullable':true,'defaultValue':null,"
                                        + "'type':{'type':'int32','list':false}}}}}"));
        api.post(SYNC, "{" + FROM + ",'targetUnits':{'unitSystemName':'SI'}}").fails(400);
    }

    @Test
    @DisplayName("5: tombstones are found by names, and hold nothing")
    void findsTombstones() {
        try (Api own = new Api()) {
            own.declare("live", "BasicLiveData");
            own.write("live", "gone", 1);
            own.write("live", "there", 1);
            own.post(
                            "streams/live/records/delete",
                            "{'items':[{'space':'plant','externalId':'gone'}]}")
                    .is(200);

            for (String filter :
                    List.of(
                            "{'prefix':{'property':['externalId'],'value':'go'}}",
                            "{'and':[{'in':{'property':['space'],'values':['plant']}},"
                                    + "{'equals':{'property':['externalId'],'value':'gone'}}]}")) {
                Api.Answer answer = own.post(SYNC, "{'filter':" + filter + "," + FROM + "}");

                assertThat(ids(answer)).isEqualTo("gone");
                assertThat(answer.textAt("items", 0, "status")).isEqualTo("deleted");
                assertThat(answer.text()).doesNotContain("\"properties\"");
            }
            assertThat(ids(own.post(FILTER, "{}"))).isEqualTo("there");
        }
    }
}
