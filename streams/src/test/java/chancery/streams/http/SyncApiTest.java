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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@DisplayName("records.md 5: sync")
final class SyncApiTest {
    private static final String SYNC = "streams/live/records/sync";
    private static final String FROM_START = "'initializeCursor':'9999d-ago'";

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

    private void upsert(String id, int severity) {
        api.post("streams/live/records/upsert", Api.items(Api.item(id, severity))).is(202);
    }

    private void delete(String id) {
        api.post(
                        "streams/live/records/delete",
                        "{'items':[{'space':'plant','externalId':'" + id + "'}]}")
                .is(200);
    }

    private Api.Answer sync(String body) {
        return api.post(SYNC, "{" + body + "}").is(200);
    }

    private static List<String> told(Api.Answer answer) {
        List<String> told = new ArrayList<>();
        for (Json item : ((Json.Array) answer.at("items")).items()) {
            Json.Members members = (Json.Members) item;
            told.add(
                    ((Json.Text) members.find("externalId").orElseThrow()).value()
                            + " "
                            + ((Json.Text) members.find("status").orElseThrow()).value());
        }
        return told;
    }

    private Api.Answer after(Api.Answer answer) {
        return sync("'cursor':'" + answer.textAt("nextCursor") + "'");
    }

    @Test
    @DisplayName("5: each record once, with its newest state, oldest change first")
    void showsNewestStates() {
        upsert("a", 1);
        upsert("b", 1);
        upsert("a", 2);

        Api.Answer answer =
                sync(
                        FROM_START
                                + ",'sources':[{'source':{'type':'container','space':'plant',"
                                + "'externalId':'Alarm'},'properties':['*']}]");

        assertThat(told(answer)).containsExactly("b created", "a updated");
        assertThat(answer.at("items", 1, "properties"))
                .isEqualTo(Api.json("{'plant':{'Alarm':{'severity':2}}}"));
        assertThat(answer.at("hasNext")).isEqualTo(new Json.Bool(false));
    }

    @Test
    @DisplayName("5: a cursor goes on after what was seen, also when there is nothing yet")
    void goesOn() {
        upsert("a", 1);
        Api.Answer first = sync(FROM_START);

        Api.Answer nothing = after(first);
        upsert("a", 2);
        upsert("b", 1);
        Api.Answer more = after(nothing);

        assertThat(told(first)).containsExactly("a created");
        assertThat(told(nothing)).isEmpty();
        assertThat(told(more)).containsExactly("a updated", "b created");
        assertThat(told(after(more))).isEmpty();
    }

    @Test
    @DisplayName("5: pages of the size that was asked for, hasNext until the last")
    void pages() {
        for (int i = 0; i < 5; i++) {
            upsert("r" + i, i);
        }

        Api.Answer first = sync(FROM_START + ",'limit':2");
        Api.Answer second = sync("'limit':2,'cursor':'" + first.textAt("nextCursor") + "'");
        Api.Answer third = sync("'limit':2,'cursor':'" + second.textAt("nextCursor") + "'");

        assertThat(told(first)).containsExactly("r0 created", "r1 created");
        assertThat(first.at("hasNext")).isEqualTo(new Json.Bool(true));
        assertThat(told(second)).containsExactly("r2 created", "r3 created");
        assertThat(told(third)).containsExactly("r4 created");
        assertThat(third.at("hasNext")).isEqualTo(new Json.Bool(false));
    }

    @Test
    @DisplayName("5: records of one request are paged one by one")
    void pagesInsideARequest() {
        api.post("streams/live/records", Api.items(Api.item("a", 1), Api.item("b", 2))).is(202);

        Api.Answer first = sync(FROM_START + ",'limit':1");

        assertThat(told(first)).containsExactly("a created");
        assertThat(told(after(first))).containsExactly("b created");
    }

    @Test
    @DisplayName("5: a deletion is shown without properties, and found by its names")
    void showsDeletions() {
        upsert("a", 1);
        Api.Answer before = sync(FROM_START);
        delete("a");

        Api.Answer answer =
                sync(
                        "'cursor':'"
                                + before.textAt("nextCursor")
                                + "','filter':{'equals':{'property':['externalId'],'value':'a'}}");

        assertThat(told(answer)).containsExactly("a deleted");
        assertThat(answer.text()).doesNotContain("properties");
        assertThat(
                        told(
                                sync(
                                        FROM_START
                                                + ",'filter':{'equals':{'property':"
                                                + "['plant','Alarm','severity'],'value':1}}")))
                .isEmpty();
    }

    @Test
    @DisplayName("5: a record that comes back is created again, and shown once")
    void showsReturns() {
        upsert("a", 1);
        delete("a");
        upsert("a", 2);

        assertThat(told(sync(FROM_START))).containsExactly("a created");
    }

    @Test
    @DisplayName("5: initializeCursor begins about then")
    void beginsAtATime() {
        for (int i = 0; i < 20; i++) {
            upsert("r" + i, i);
            api.pass(Duration.ofMinutes(1));
        }

        assertThat(told(sync("'initializeCursor':'3m-ago','limit':100"))).hasSize(3);
        assertThat(told(sync("'initializeCursor':'90s-ago','limit':100"))).hasSize(1);
        assertThat(told(sync("'initializeCursor':'1h-ago','limit':100"))).hasSize(20);
        assertThat(told(sync("'initializeCursor':'1w-ago','limit':100"))).hasSize(20);
    }

    @Test
    @DisplayName("5: one of both is needed; when both come, the cursor wins")
    void needsACursor() {
        upsert("a", 1);
        String cursor = sync(FROM_START).textAt("nextCursor");

        api.post(SYNC, "{}").fails(400);
        assertThat(told(sync(FROM_START + ",'cursor':'" + cursor + "'"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1m", "m-ago", "1y-ago", "-1m-ago", "1.5h-ago", "9999999999d-ago"})
    @DisplayName("5: other times answer 400")
    void refusesTimes(String text) {
        api.post(SYNC, "{'initializeCursor':'" + text + "'}").fails(400);
    }

    @Test
    @DisplayName("5, B9 R5: a cursor that was changed, or is of another stream, answers 400")
    void refusesForeignCursors() {
        api.declare("second", "BasicLiveData");
        upsert("a", 1);
        String cursor = sync(FROM_START).textAt("nextCursor");
        char last = cursor.charAt(cursor.length() - 1) == 'A' ? 'Q' : 'A';
        String changed = cursor.substring(0, cursor.length() - 2) + last + "A";

        api.post(SYNC, "{'cursor':'" + changed + "'}").fails(400);
        api.post(SYNC, "{'cursor':'???'}").fails(400);
        api.post(SYNC, "{'cursor':''}").fails(400);
        api.post("streams/second/records/sync", "{'cursor':'" + cursor + "'}").fails(400);
    }

    @Test
    @DisplayName("5: an immutable stream shows what was created")
    void showsArchives() {
        api.declare("archive", "BasicArchive");
        api.post("streams/archive/records", Api.items(Api.item("a", 1), Api.item("a", 2))).is(202);

        Api.Answer answer =
                api.post("streams/archive/records/sync", "{" + FROM_START + "}").is(200);

        assertThat(told(answer)).containsExactly("a created", "a created");
    }

    @Test
    @DisplayName("5: after many updates, each record is read once")
    void readsNoHistory() {
        for (int i = 0; i < 50; i++) {
            api.post(
                            "streams/live/records/upsert",
                            Api.items(Api.item("a", i), Api.item("b", i), Api.item("c", i)))
                    .is(202);
        }

        assertThat(told(sync(FROM_START + ",'limit':100"))).hasSize(3);
    }

    @Test
    @DisplayName("5: a page ends before it is too large, with at least one change")
    void bindsPagesToBytes() {
        // Two records fit in each answer, to the byte.
        StreamsLimits usual = StreamsLimits.STANDARD;
        StreamsLimits.Reads reads = usual.reads();
        StreamsLimits small =
                new StreamsLimits(
                        usual.writes(),
                        new StreamsLimits.Reads(
                                reads.page(),
                                reads.pageUsual(),
                                233,
                                258,
                                reads.time(),
                                reads.buckets(),
                                reads.matches(),
                                reads.tombstones()),
                        usual.models(),
                        usual.tokens());
        try (Api bounded = new Api(small)) {
            bounded.declare("live", "BasicLiveData");
            bounded.post(
                            "streams/live/records",
                            Api.items(Api.item("a", 1), Api.item("b", 1), Api.item("c", 1)))
                    .is(202);

            Api.Answer first = bounded.post(SYNC, "{" + FROM_START + "}").is(200);

            assertThat(told(first)).hasSize(2);
            assertThat(first.at("hasNext")).isEqualTo(new Json.Bool(true));
            assertThat(bounded.post("streams/live/records/filter", "{'limit':2}").is(200).text())
                    .hasSize(233);
            bounded.post("streams/live/records/filter", "{'limit':3}").fails(400);
        }
    }
}
