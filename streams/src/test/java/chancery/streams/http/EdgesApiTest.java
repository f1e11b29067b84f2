package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.web.Fanout;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

@DisplayName("records.md 3 to 7: what is sent again, what takes too long, who lacks a capability")
final class EdgesApiTest {
    private static final String PATH = "streams/live/records";
    private static final String WINDOW = "'lastUpdatedTime':{'gte':'2025-12-31T00:00:00Z'}";
    private static final StreamsLimits USUAL = StreamsLimits.STANDARD;

    private Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private void open(StreamsLimits limits) {
        api.close();
        api = new Api(limits);
        api.declare("live", "BasicLiveData");
    }

    private static String three() {
        return Api.items(Api.item("a", 1), Api.item("b", 2), Api.item("c", 3));
    }

    private String synced(String stream) {
        return api.post("streams/" + stream + "/records/sync", "{'initializeCursor':'9d-ago'}")
                .is(200)
                .at("items")
                .write();
    }

    @Test
    @DisplayName("3.4: an ingest that is sent again names all as there, and changes nothing")
    void refusesWhatIsSentAgain() {
        api.declare("live", "BasicLiveData");
        api.post(PATH, three()).is(202);
        String before = synced("live");
        api.pass(Duration.ofSeconds(1));

        Api.Answer again = api.post(PATH, three()).fails(409);

        assertThat(again.sizeAt("error", "partial")).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(again.at("error", "partial", i, "code")).isEqualTo(new Json.Int(409));
        }
        assertThat(synced("live")).isEqualTo(before);
    }

    @Test
    @DisplayName("3.4: requests sent again while the first is in work neither double nor mix")
    void takesTwinsAtTheSameTime() throws Exception {
        api.declare("live", "BasicLiveData");
        api.declare("archive", "BasicArchive");
        for (String path : List.of(PATH + "/upsert", "streams/archive/records")) {
            Callable<Integer> twin = () -> api.post(path, three()).is(202).status();

            Fanout.all(Collections.nCopies(8, twin), Duration.ofMinutes(1));
        }

        Api.Answer live = api.post(PATH + "/filter", "{}").is(200);
        assertThat(live.sizeAt("items")).isEqualTo(3);
        assertThat(live.at("items", 0, "lastUpdatedTime"))
                .isEqualTo(live.at("items", 2, "lastUpdatedTime"));
        assertThat(api.post("streams/archive/records/filter", "{" + WINDOW + "}").sizeAt("items"))
                .isEqualTo(3);
    }

    @Test
    @DisplayName("7.5: a write that others overtake for ever answers 503, and nothing is stored")
    void answersUnavailable() {
        StreamsLimits.Writes writes = USUAL.writes();
        var none =
                new StreamsLimits.Writes(
                        writes.bodyBytes(),
                        writes.bytesInFlight(),
                        writes.items(),
                        writes.sources(),
                        0,
                        writes.properties());
        open(new StreamsLimits(none, USUAL.reads(), USUAL.models(), USUAL.tokens()));

        for (String way : List.of("", "/upsert", "/delete")) {
            Api.Answer answer = api.post(PATH + way, three()).fails(503);

            assertThat(answer.raw().headers().firstValue("retry-after")).contains("1");
            assertThat(answer.text()).doesNotContain("partial");
        }
        assertThat(synced("live")).isEqualTo("[]");
    }

    @Test
    @DisplayName("7.5: a question that takes too long answers 408")
    void answersTooSlow() {
        StreamsLimits.Reads reads = USUAL.reads();
        var brief =
                new StreamsLimits.Reads(
                        reads.page(),
                        reads.pageUsual(),
                        reads.filterBytes(),
                        reads.syncBytes(),
                        Duration.ofNanos(1),
                        reads.buckets(),
                        reads.matches(),
                        reads.tombstones());
        api.close();
        api =
                Api.unfollowed(
                        new StreamsLimits(USUAL.writes(), brief, USUAL.models(), USUAL.tokens()));
        api.declare("live", "BasicLiveData");
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            items.add(Api.item("r" + i, i));
        }
        api.post(PATH, Api.items(items.toArray(String[]::new))).is(202);

        api.post(PATH + "/filter", "{'sort':[{'property':['externalId']}]}").fails(408);
        api.post(PATH + "/aggregate", "{'aggregates':{'n':{'count':{}}}}").fails(408);
        api.post(PATH + "/-/byids", "{'items':[{'space':'plant','externalId':'r1'}]}").is(200);
    }

    @Test
    @DisplayName("4.1, 6: windows of immutable streams bind filters, pages and aggregates alike")
    void bindsWindows() {
        api.declare("week", "ImmutableTestStream");
        String just = "'lastUpdatedTime':{'gte':1000,'lt':604801000}";
        String over = "'lastUpdatedTime':{'gte':1000,'lt':604801001}";
        String count = ",'aggregates':{'n':{'count':{}}}";

        for (String path : List.of("filter", "-/filter")) {
            api.post("streams/week/records/" + path, "{" + just + "}").is(200);
            api.post("streams/week/records/" + path, "{" + over + "}").fails(400);
            api.post("streams/week/records/" + path, "{}").fails(400);
        }
        api.post("streams/week/records/aggregate", "{" + just + count + "}").is(200);
        api.post("streams/week/records/aggregate", "{" + over + count + "}").fails(400);
        api.post("streams/week/records/sync", "{'initializeCursor':'9999d-ago'}").is(200);
    }

    @Test
    @DisplayName("6: a histogram of more buckets than an answer may have answers 400")
    void bindsBuckets() {
        api.declare("live", "BasicLiveData");
        api.post(PATH, Api.items(Api.item("a", 0), Api.item("b", 9_999))).is(202);
        String body =
                "{'aggregates':{'h':{'numberHistogram':{'property':['plant','Alarm','severity'],"
                        + "'interval':%s}}}}";

        Api.Answer most = api.post(PATH + "/aggregate", body.formatted("1")).is(200);
        Api.Answer more = api.post(PATH + "/aggregate", body.formatted("0.9")).fails(400);

        assertThat(most.sizeAt("aggregates", "h", "numberHistogramBuckets")).isEqualTo(10_000);
        assertThat(more.textAt("error", "message")).contains("more than 10000 buckets");
    }

    @Test
    @DisplayName("7.2: records need a capability for their space and for that of their container")
    void needsBothCapabilities() {
        api.declare("live", "BasicLiveData");
        String container = "{'type':'container','space':'other','externalId':'Alarm'}";
        String source = "{'source':" + container + ",'properties':['*']}";
        String item =
                "{'items':[{'space':'plant','externalId':'a','sources':[{'source':"
                        + container
                        + ",'properties':{'severity':1}}]}]}";

        api.postAs("plant-only", PATH, item).fails(403);
        api.postAs("plant-only", PATH + "/filter", "{'sources':[" + source + "]}").fails(403);
        api.postAs(
                        "plant-only",
                        PATH + "/filter",
                        "{'filter':{'exists':{'property':['other','Alarm','severity']}}}")
                .fails(403);
        api.postAs(
                        "plant-only",
                        PATH + "/aggregate",
                        "{'aggregates':{'n':{'sum':{'property':['other','Alarm','severity']}}}}")
                .fails(403);
        for (String token : List.of("records-only", "models-only")) {
            api.postAs(token, PATH, three()).fails(403);
            api.postAs(token, PATH + "/upsert", three()).fails(403);
            api.postAs(token, PATH + "/filter", "{}").fails(403);
            api.postAs(token, PATH + "/sync", "{'initializeCursor':'1d-ago'}").fails(403);
            api.postAs(token, PATH + "/aggregate", "{'aggregates':{'n':{'count':{}}}}").fails(403);
        }
        String ids = "{'items':[{'space':'plant','externalId':'a'}]}";
        api.postAs("records-only", PATH + "/delete", ids).is(200);
        api.postAs("models-only", PATH + "/delete", ids).fails(403);
        assertThat(synced("live")).isEqualTo("[]");
    }
}
