package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@DisplayName("beyond the original: a filter with a cursor")
final class FilterPagesApiTest {
    private static final String PAGES = "streams/live/records/-/filter";
    private static final String FILTER = "streams/live/records/filter";
    private static final String SEVERITY = "'property':['plant','Alarm','severity']";
    private static final String SOURCES =
            "'sources':[{'source':{'type':'container','space':'plant','externalId':'Alarm'},"
                    + "'properties':['*']}]";

    private Api api;

    @BeforeEach
    void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
    }

    @AfterEach
    void close() {
        api.close();
    }

    /// Twenty records, of which some have no text or no level, and some have the same ones.
    private void fill() {
        for (int i = 0; i < 20; i++) {
            String text = i % 4 == 0 ? "" : ",'text':'t" + i % 3 + "'";
            String level = i % 5 == 0 ? "" : ",'level':" + i % 2 + ".5";
            String item = Api.item("plant", "r" + i % 20, "'severity':" + i % 6 + text + level);
            api.post("streams/live/records/upsert", Api.items(item)).is(202);
            api.pass(java.time.Duration.ofMillis(i % 2));
        }
    }

    private static List<Json> items(Api.Answer answer) {
        return ((Json.Array) answer.at("items")).items();
    }

    private static List<String> ids(List<Json> items) {
        List<String> ids = new ArrayList<>();
        for (Json item : items) {
            ids.add(((Json.Text) ((Json.Members) item).find("externalId").orElseThrow()).value());
        }
        return ids;
    }

    private static Optional<String> next(Api.Answer answer) {
        return ((Json.Members) answer.json())
                .find("nextCursor")
                .map(cursor -> ((Json.Text) cursor).value());
    }

    private Api.Answer page(String question, Optional<String> cursor) {
        return api.post(
                PAGES,
                "{" + question + cursor.map(text -> ",'cursor':'" + text + "'").orElse("") + "}");
    }

    private List<Json> all(String question) {
        List<Json> all = new ArrayList<>();
        Api.Answer answer = page(question, Optional.empty()).is(200);
        all.addAll(items(answer));
        while (next(answer).isPresent()) {
            answer = page(question, next(answer)).is(200);
            assertThat(items(answer)).isNotEmpty();
            all.addAll(items(answer));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'includeTyping':false",
                "'sort':[{'property':['externalId'],'direction':'descending'}]",
                "'sort':[{'property':['plant','Alarm','text']}]",
                "'sort':[{'property':['plant','Alarm','text'],'nullsFirst':true}]",
                "'sort':[{'property':['plant','Alarm','level'],'direction':'descending'},"
                        + "{'property':['plant','Alarm','text'],'nullsFirst':true,"
                        + "'direction':'descending'}]",
                "'sort':[{'property':['plant','Alarm','severity'],'direction':'descending'},"
                        + "{'property':['plant','Alarm','level'],'nullsFirst':true}]",
                "'filter':{'range':{'property':['plant','Alarm','severity'],'gte':3}},"
                        + "'lastUpdatedTime':{'gte':'2026-01-01T00:00:00.003Z'}"
            })
    @DisplayName("pages of any size and order come to the one large page")
    void comesToTheSame(String question) {
        fill();
        List<Json> whole =
                items(api.post(FILTER, "{" + question + "," + SOURCES + ",'limit':1000}").is(200));

        assertThat(whole).isNotEmpty();
        assertThat(all(question + "," + SOURCES + ",'limit':1")).isEqualTo(whole);
        assertThat(all(question + "," + SOURCES + ",'limit':3")).isEqualTo(whole);
        assertThat(all(question + "," + SOURCES + ",'limit':1000")).isEqualTo(whole);
    }

    @Test
    @DisplayName("the last page has no cursor, also when it is full")
    void endsWithoutACursor() {
        fill();

        Api.Answer first = page("'limit':10", Optional.empty()).is(200);
        Api.Answer second = page("'limit':10", next(first)).is(200);

        assertThat(next(first)).isPresent();
        assertThat(items(second)).hasSize(10);
        assertThat(next(second)).isEmpty();
    }

    @Test
    @DisplayName("what stays as it is comes once, whatever is written in between")
    void keepsItsPlace() {
        for (String id : List.of("b", "d", "f", "h")) {
            api.write("live", id, 1);
        }
        String question = "'limit':2,'sort':[{'property':['externalId']}]";

        Api.Answer first = page(question, Optional.empty()).is(200);
        api.write("live", "a", 1);
        api.write("live", "e", 1);
        api.post("streams/live/records/delete", "{'items':[{'space':'plant','externalId':'d'}]}")
                .is(200);
        Api.Answer second = page(question, next(first)).is(200);

        assertThat(ids(items(first))).containsExactly("b", "d");
        assertThat(ids(items(second))).containsExactly("e", "f");
        assertThat(ids(items(page(question, next(second)).is(200)))).containsExactly("h");
    }

    @Test
    @DisplayName("records beside each other on an immutable stream come once each")
    void tellsRecordsOfOneIdentifierApart() {
        api.declare("archive", "BasicArchive");
        List<String> alike = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            alike.add(Api.item("same", i));
        }
        api.post("streams/archive/records", Api.items(alike.toArray(String[]::new))).is(202);
        String question = "'lastUpdatedTime':{'gte':'2025-12-31T00:00:00Z'},'limit':2," + SOURCES;
        List<Json> all = new ArrayList<>();

        Optional<String> cursor = Optional.empty();
        do {
            Api.Answer answer =
                    api.post(
                                    "streams/archive/records/-/filter",
                                    "{"
                                            + question
                                            + cursor.map(c -> ",'cursor':'" + c + "'").orElse("")
                                            + "}")
                            .is(200);
            all.addAll(items(answer));
            cursor = next(answer);
        } while (cursor.isPresent());

        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a cursor is good for its question to its stream alone; what is shown may change")
    void bindsCursors() {
        fill();
        api.declare("second", "BasicLiveData");
        String question = "'filter':{'range':{" + SEVERITY + ",'gte':0}}";
        String cursor = next(page(question + ",'limit':2", Optional.empty()).is(200)).orElseThrow();
        String with = ",'cursor':'" + cursor + "'}";

        api.post(PAGES, "{'limit':3," + SOURCES + "," + question + with).is(200);
        api.post(PAGES, "{'filter':{'range':{'gte':0," + SEVERITY + "}}" + with).is(200);
        api.post(PAGES, "{'filter':{'range':{" + SEVERITY + ",'gte':1}}" + with).fails(400);
        api.post(PAGES, "{'sort':[{'property':['space']}]," + question + with).fails(400);
        api.post(PAGES, "{'lastUpdatedTime':{'gte':0}," + question + with).fails(400);
        api.post("streams/second/records/-/filter", "{" + question + with).fails(400);
        api.post(PAGES, "{" + question + ",'cursor':'" + cursor.substring(1) + "'}").fails(400);
        api.post(PAGES, "{" + question + ",'cursor':''}").fails(400);
        api.post("streams/live/records/sync", "{'cursor':'" + cursor + "'}").fails(400);
    }

    @Test
    @DisplayName("a caller sees no more than its spaces, whoever got the cursor")
    void staysInScope() {
        api.post(
                        "streams/live/records/upsert",
                        Api.items(
                                Api.item("other", "a", "'severity':1"),
                                Api.item("other", "b", "'severity':1"),
                                Api.item("plant", "c", "'severity':1")))
                .is(202);
        String question = "'limit':1,'sort':[{'property':['externalId']}]";
        String cursor = next(page(question, Optional.empty()).is(200)).orElseThrow();

        Api.Answer rest =
                api.postAs("plant-only", PAGES, "{" + question + ",'cursor':'" + cursor + "'}");

        assertThat(ids(items(rest.is(200)))).containsExactly("c");
        assertThat(next(rest)).isEmpty();
    }

    @Test
    @DisplayName("a page ends before it is too large, and has one record at least")
    void endsBeforeItIsTooLarge() {
        StreamsLimits usual = StreamsLimits.STANDARD;
        int item =
                "{\"space\":\"plant\",\"externalId\":\"a\",\"createdTime\":1767225600000,".length()
                        + "\"lastUpdatedTime\":1767225600000,\"properties\":{}}".length();
        for (int[] expected : new int[][] {{2 * item, 2}, {2 * item - 1, 1}, {1, 1}}) {
            StreamsLimits.Reads reads = usual.reads();
            StreamsLimits limits =
                    new StreamsLimits(
                            usual.writes(),
                            new StreamsLimits.Reads(
                                    reads.page(),
                                    reads.pageUsual(),
                                    expected[0],
                                    reads.syncBytes(),
                                    reads.time(),
                                    reads.buckets(),
                                    reads.matches(),
                                    reads.tombstones()),
                            usual.models(),
                            usual.tokens());
            try (Api small = new Api(limits)) {
                small.declare("live", "BasicLiveData");
                for (String id : List.of("a", "b", "c")) {
                    small.write("live", id, 1);
                }

                Api.Answer answer = small.post(PAGES, "{}").is(200);

                assertThat(items(answer)).hasSize(expected[1]);
                assertThat(next(answer)).isPresent();
            }
        }
    }
}
