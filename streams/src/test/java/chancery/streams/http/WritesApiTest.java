package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.web.Fanout;
import chancery.web.body.Compression;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

@DisplayName("records.md 3: writing records")
final class WritesApiTest {
    private static final String LIVE = "streams/live/records";
    private static final String ARCHIVE = "streams/archive/records";
    private static final String ALL_OF_ARCHIVE = "'lastUpdatedTime':{'gte':'2025-12-31T00:00:00Z'}";

    private Api api;

    @BeforeEach
    void open() {
        api = new Api();
        api.declare("live", "BasicLiveData");
        api.declare("archive", "BasicArchive");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String ids(String... names) {
        List<String> items = new ArrayList<>();
        for (String name : names) {
            items.add("{'space':'plant','externalId':'" + name + "'}");
        }
        return "{'items':[" + String.join(",", items) + "]}";
    }

    /// All records of the mutable stream with their severities.
    private Json live() {
        return api.post(
                        LIVE + "/filter",
                        "{'limit':1000,'sort':[{'property':['externalId']}],'sources':[{'source':"
                                + "{'type':'container','space':'plant','externalId':'Alarm'},"
                                + "'properties':['severity','text']}]}")
                .is(200)
                .at("items");
    }

    private static List<String> told(Json items) {
        List<String> told = new ArrayList<>();
        for (Json item : ((Json.Array) items).items()) {
            Json.Members members = (Json.Members) item;
            told.add(
                    members.find("externalId").orElseThrow().write()
                            + members.find("properties").orElseThrow().write());
        }
        return told;
    }

    private int archived() {
        return api.post(ARCHIVE + "/filter", "{" + ALL_OF_ARCHIVE + ",'limit':1000}")
                .is(200)
                .sizeAt("items");
    }

    @Test
    @DisplayName("3.3: 202 with an empty object, and the record can be read at once")
    void accepts() {
        assertThat(api.post(LIVE, Api.items(Api.item("a", 1))).is(202).text()).isEqualTo("{}");

        assertThat(told(live())).containsExactly("\"a\"{\"plant\":{\"Alarm\":{\"severity\":1}}}");
    }

    @Test
    @DisplayName("3.4: mutable ingest of a taken id answers 409 partial and stores the rest")
    void ingestsWhatDoesNotCollide() {
        api.post(LIVE, Api.items(Api.item("a", 1))).is(202);

        Api.Answer answer =
                api.post(LIVE, Api.items(Api.item("b", 2), Api.item("a", 9), Api.item("c", 3)))
                        .fails(409);

        assertThat(answer.at("error", "partial", 0))
                .isEqualTo(Api.json("{'space':'plant','externalId':'b','code':202}"));
        assertThat(answer.at("error", "partial", 1, "code")).isEqualTo(new Json.Int(409));
        assertThat(answer.textAt("error", "partial", 1, "message")).isNotEmpty();
        assertThat(answer.sizeAt("error", "partial")).isEqualTo(3);
        assertThat(told(live()))
                .containsExactly(
                        "\"a\"{\"plant\":{\"Alarm\":{\"severity\":1}}}",
                        "\"b\"{\"plant\":{\"Alarm\":{\"severity\":2}}}",
                        "\"c\"{\"plant\":{\"Alarm\":{\"severity\":3}}}");
    }

    @Test
    @DisplayName("3.4: the same id twice answers 422 with the dotted name, and nothing is stored")
    void refusesDuplicates() {
        String twice = Api.items(Api.item("a.b", 1), Api.item("a.b", 2));

        Api.Answer ingest = api.post(LIVE, twice).fails(422);
        api.post(LIVE + "/upsert", twice).fails(422);
        api.post(LIVE + "/delete", ids("a", "a")).fails(422);

        assertThat(ingest.at("error", "duplicated"))
                .isEqualTo(Api.json("[{'externalId':'plant.a.b'}]"));
        assertThat(told(live())).isEmpty();
    }

    @Test
    @DisplayName("3.4: upsert replaces whole; createdTime stays and lastUpdatedTime grows")
    void replaces() {
        api.post(LIVE + "/upsert", Api.items(Api.item("plant", "a", "'severity':1,'text':'t'")))
                .is(202);
        long created = api.millis();
        api.post(LIVE + "/upsert", Api.items(Api.item("a", 2))).is(202);
        api.pass(Duration.ofSeconds(10));
        api.post(LIVE + "/upsert", Api.items(Api.item("a", 3))).is(202);

        Json.Members record = (Json.Members) ((Json.Array) live()).items().getFirst();

        assertThat(record.find("properties"))
                .contains(Api.json("{'plant':{'Alarm':{'severity':3}}}"));
        assertThat(record.find("createdTime")).contains(new Json.Int(created));
        assertThat(record.find("lastUpdatedTime")).contains(new Json.Int(api.millis()));
    }

    @Test
    @DisplayName("3.4: delete removes, does not mind the unknown, and answers 200")
    void deletes() {
        api.post(LIVE, Api.items(Api.item("a", 1), Api.item("b", 2))).is(202);

        assertThat(api.post(LIVE + "/delete", ids("a", "unknown")).is(200).text()).isEqualTo("{}");
        api.post(LIVE + "/delete", ids("a")).is(200);

        assertThat(told(live())).hasSize(1);
        api.post(LIVE, Api.items(Api.item("a", 5))).is(202);
        assertThat(told(live())).first().isEqualTo("\"a\"{\"plant\":{\"Alarm\":{\"severity\":5}}}");
    }

    @Test
    @DisplayName("3.4: immutable ingest leaves out what is there and adds what differs")
    void ingestsIntoArchives() {
        api.post(ARCHIVE, Api.items(Api.item("a", 1), Api.item("a", 1), Api.item("a", 2))).is(202);
        api.post(ARCHIVE, Api.items(Api.item("a", 1), Api.item("a", 3))).is(202);

        assertThat(archived()).isEqualTo(3);
    }

    @Test
    @DisplayName("3.4: upsert and delete on an immutable stream answer 422")
    void refusesChangesOfArchives() {
        api.post(ARCHIVE + "/upsert", Api.items(Api.item("a", 1))).fails(422);
        api.post(ARCHIVE + "/delete", ids("a")).fails(422);

        assertThat(archived()).isZero();
    }

    @Test
    @DisplayName("3.2: one wrong record of a thousand refuses all of them")
    void refusesWhole() {
        String[] items = new String[1_000];
        for (int i = 0; i < items.length; i++) {
            items[i] = Api.item("r" + i, i);
        }
        items[999] = Api.item("plant", "r999", "'severity':'bad'");

        for (String way : new String[] {"", "/upsert"}) {
            Api.Answer answer = api.post(LIVE + way, Api.items(items)).fails(400);
            assertThat(answer.textAt("error", "message")).contains("items[999]");
        }

        assertThat(told(live())).isEmpty();
        assertThat(
                        api.post(LIVE + "/sync", "{'initializeCursor':'9999d-ago'}")
                                .is(200)
                                .sizeAt("items"))
                .isZero();
    }

    @Test
    @DisplayName("3.2: unknown containers are named in missing")
    void namesMissingContainers() {
        String body = Api.items(Api.item("a", 1)).replace("'Alarm'", "'Unknown'");

        assertThat(api.post(LIVE, body).fails(400).at("error", "missing"))
                .isEqualTo(Api.json("[{'space':'plant','externalId':'Unknown'}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{'items':[]}", "{'items':[{}]}", "null"})
    @DisplayName("3.2: what is no request answers 400")
    void refuses(String body) {
        api.post(LIVE, body).fails(400);
        api.post(LIVE + "/upsert", body).fails(400);
        api.post(LIVE + "/delete", body).fails(400);
    }

    @Test
    @DisplayName("3.2: an unknown stream answers 404")
    void refusesUnknownStreams() {
        api.post("streams/unknown/records", Api.items(Api.item("a", 1))).fails(404);
    }

    @Test
    @DisplayName("3.1: a body beyond 10 MB inflated answers 413, however small it was sent")
    void refusesLargeBodies() {
        // Blanks that do not compress too well: the server has a bound for that as well.
        byte[] large = new byte[10_000_001];
        new Random(1).ints(large.length, 0, 4).forEach(new Blanks(large)::add);
        byte[] item =
                Api.items(Api.item("a", 1)).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        System.arraycopy(item, 0, large, 0, item.length);
        byte[] most = Arrays.copyOf(large, 10_000_000);

        api.postBytes(Api.ALL, LIVE, Compression.gzip(most)).is(202);
        api.postBytes(Api.ALL, LIVE + "/upsert", Compression.gzip(large)).fails(413);
    }

    private static final class Blanks {
        private static final byte[] KINDS = {' ', '\t', '\n', '\r'};
        private final byte[] into;
        private int at;

        Blanks(byte[] into) {
            this.into = into;
        }

        void add(int kind) {
            into[at++] = KINDS[kind];
        }
    }

    @Test
    @DisplayName("3.4: upserts of one id at the same time come one after the other")
    void ordersUpserts() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            int own = writer;
            writers.add(
                    () -> {
                        for (int i = 0; i < 10; i++) {
                            api.post(
                                            LIVE + "/upsert",
                                            Api.items(Api.item("a", own), Api.item("b", own)))
                                    .is(202);
                        }
                        return own;
                    });
        }

        Fanout.all(writers, Duration.ofMinutes(1));

        List<String> severities = told(live()).stream().map(told -> told.substring(3)).toList();
        assertThat(severities).hasSize(2);
        assertThat(severities.get(0)).isEqualTo(severities.get(1));
    }

    @Test
    @DisplayName("3.4: a request that was sent again neither doubles nor mixes")
    void takesRetries() {
        String body = Api.items(Api.item("a", 1), Api.item("b", 2));
        api.post(ARCHIVE, body).is(202);
        api.post(ARCHIVE, body).is(202);
        api.post(LIVE + "/upsert", body).is(202);
        api.post(LIVE + "/upsert", body).is(202);

        assertThat(archived()).isEqualTo(2);
        assertThat(told(live())).hasSize(2);
    }

    private List<String> seen() {
        return List.of(
                live().write(),
                api.post(LIVE + "/sync", "{'initializeCursor':'1d-ago','limit':1000}")
                        .is(200)
                        .at("items")
                        .write(),
                api.post(LIVE + "/-/count", "{}").is(200).text(),
                api.post(LIVE + "/aggregate", "{'aggregates':{'n':{'count':{}}}}").is(200).text(),
                api.get("streams/live?includeStatistics=true").is(200).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/upsert"})
    @DisplayName("3.2: of 1,000 records the last is bad: filter, sync and count are as before")
    void storesNothingOfBadThousand(String way) {
        api.post(LIVE, Api.items(Api.item("a", 1), Api.item("b", 2))).is(202);
        List<String> before = seen();
        String[] items = new String[1_000];
        for (int i = 0; i < items.length; i++) {
            items[i] = Api.item("n" + i, i);
        }
        items[items.length - 1] = Api.item("plant", "n999", "'severity':'bad'");

        api.post(LIVE + way, Api.items(items)).fails(400);

        assertThat(seen()).isEqualTo(before);
        items[items.length - 1] = Api.item("n999", 999);
        api.post(LIVE + way, Api.items(items)).is(202);
        assertThat(api.post(LIVE + "/-/count", "{}").text()).isEqualTo("{\"count\":1002}");
    }
}
