package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@DisplayName("records.md 1.6, 7.4 and 1.5: how much may come, with the quotas of the original")
final class TrafficApiTest {
    private static final String ALWAYS = "'lastUpdatedTime':{'gt':'2025-12-31T00:00:00Z'}";
    private static final String COUNTED = "'aggregates':{'n':{'count':{}}}";
    private static final String NONE = "{'items':[{'externalId':'none'}]}";
    private static final String SOON = "{'initializeCursor':'1d-ago'}";
    private static final String LARGE = "x".repeat(120_000);

    private Api api;
    private String robot = "";

    @BeforeEach
    void open() {
        api = new Api(StreamsLimits.STANDARD.with(new StreamsLimits.Traffic(1)));
        api.declare("live", "BasicLiveData");
        api.pass(Duration.ofSeconds(1));
        api.declare("archive", "BasicArchive");
        api.pass(Duration.ofSeconds(1));
        api.declare("little", Api.LITTLE);
        api.pass(Duration.ofSeconds(1));
        robot =
                api.send(
                                api.request("/api/v1/token")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "grant_type=client_credentials"
                                                                + "&client_id=robot"
                                                                + "&client_secret=secret")))
                        .is(200)
                        .textAt("access_token");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Api.Answer ask(String token, String path, String body) {
        return body.isEmpty() ? api.getAs(token, path) : api.postAs(token, path, body);
    }

    private static Api.Answer refused(Api.Answer answer, String words) {
        answer.fails(429);
        assertThat(answer.textAt("error", "message")).contains(words);
        assertThat(answer.raw().headers().firstValue("cdf-is-auto-retryable")).isEmpty();
        return answer;
    }

    private static String retryAfter(Api.Answer answer) {
        return answer.raw().headers().firstValue("retry-after").orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    streams                           | - |  3 |  5 | look at streams
                    streams/live                      | - |  3 |  5 | look at streams
                    streams/none                      | - |  3 |  5 | look at streams
                    streams/delete                    | NONE |  1 |  2 | make or delete
                    streams                           | {'items':[]} |  1 |  2 | make or delete
                    streams/live/records              | {'items':[]} | 30 | 40 | writes to mutable
                    streams/live/records/upsert       | {'items':[]} | 30 | 40 | writes to mutable
                    streams/live/records/-/upsert     | {'items':[]} | 30 | 40 | writes to mutable
                    streams/live/records/delete       | {'items':[]} | 30 | 40 | writes to mutable
                    streams/archive/records           | {'items':[]} | 30 | 40 | writes to immutable
                    streams/live/records/sync         | SOON | 30 | 40 | reads of mutable
                    streams/live/records/filter       | {} | 15 | 20 | filters of mutable
                    streams/live/records/-/filter     | {} | 15 | 20 | filters of mutable
                    streams/live/records/aggregate    | {COUNTED} | 12 | 15 | aggregates of mutable
                    streams/live/records/-/count      | {} | 12 | 15 | aggregates of mutable
                    streams/archive/records/sync      | SOON |  7 | 10 | reads of immutable
                    streams/archive/records/filter    | {ALWAYS} |  7 | 10 | of immutable
                    streams/archive/records/aggregate | {COUNTED,ALWAYS} |  4 |  5 | aggregates of immutable
                    """)
    @DisplayName("requests in a second: so many of one caller, so many of the project")
    void countsRequests(String path, String said, int caller, int project, String words) {
        String body =
                said == null
                        ? ""
                        : said.replace("NONE", NONE)
                                .replace("SOON", SOON)
                                .replace("COUNTED", COUNTED)
                                .replace("ALWAYS", ALWAYS);

        for (int i = 0; i < caller; i++) {
            assertThat(ask(Api.ALL, path, body).status()).isLessThan(429);
        }
        Api.Answer own = refused(ask(Api.ALL, path, body), words);
        for (int i = caller; i < project; i++) {
            assertThat(ask(robot, path, body).status()).isLessThan(429);
        }
        Api.Answer all = refused(ask(robot, path, body), words);

        assertThat(own.textAt("error", "message")).contains("at most " + caller, "of one caller");
        assertThat(all.textAt("error", "message")).contains("at most " + project, "of a project");
        assertThat(retryAfter(own)).isEqualTo("1");
        api.pass(Duration.ofSeconds(1));
        assertThat(ask(Api.ALL, path, body).status()).isLessThan(429);
        assertThat(ask(robot, path, body).status()).isLessThan(429);
    }

    @Test
    @DisplayName("reads of all kinds have one quota together")
    void countsReadsTogether() {
        for (int i = 0; i < 15; i++) {
            api.post("streams/live/records/filter", "{}").is(200);
            api.post("streams/live/records/sync", "{'initializeCursor':'1d-ago'}").is(200);
        }

        refused(api.post("streams/live/records/aggregate", "{" + COUNTED + "}"), "30 reads");
        api.post("streams/archive/records/sync", "{'initializeCursor':'1d-ago'}").is(200);
        api.post("streams/live/records", Api.items(Api.item("a", 1))).is(202);
    }

    @Test
    @DisplayName("what is not counted goes on, and other projects have quotas of their own")
    void countsNothingElse() {
        api.get("streams").is(200);
        for (int i = 0; i < 100; i++) {
            api.get("models/spaces").is(200);
        }

        api.get("streams").is(200);
    }

    @Test
    @DisplayName("requests at the same time: one that makes a stream while another does is refused")
    void countsRequestsAtTheSameTime() {
        List<Api.Answer> other = new ArrayList<>();
        api.meanwhile(() -> other.add(api.post("streams/delete", "{'items':[]}")));

        api.post("streams/delete", "{'items':[{'externalId':'none'}]}").is(200);

        refused(other.getFirst(), "Too many requests at the same time: at most 1 requests that");
        assertThat(retryAfter(other.getFirst())).isEqualTo("1");
        api.pass(Duration.ofSeconds(1));
        api.post("streams/delete", "{'items':[{'externalId':'none'}]}").is(200);
    }

    private static String some(String prefix, int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(Api.item(prefix + i, i));
        }
        return Api.items(items.toArray(String[]::new));
    }

    private String count() {
        return api.post("streams/little/records/-/count", "{}").is(200).text();
    }

    @Test
    @DisplayName(
            "records in ten minutes: what would be one too many is not stored, and comes again")
    void countsRecords() {
        String path = "streams/little/records";
        api.post(path, some("a", 9)).is(202);

        Api.Answer answer = refused(api.post(path, some("b", 2)), "at most 10 records in ten");

        assertThat(count()).isEqualTo("{\"count\":9}");
        assertThat(retryAfter(answer)).isEqualTo("60");
        api.post(path + "/upsert", some("c", 1)).is(202);
        refused(api.post(path + "/upsert", some("d", 1)), "at most 10 records in ten");
        api.pass(Duration.ofSeconds(60));
        api.post(path, some("b", 1)).is(202);
        refused(api.post(path, some("d", 1)), "at most 10 records in ten");
        assertThat(count()).isEqualTo("{\"count\":11}");
        api.post("streams/live/records", some("a", 9)).is(202);
    }

    @Test
    @DisplayName("updates and deletions in ten minutes: of what is there, and of what is named")
    void countsChanges() {
        String path = "streams/little/records";
        String three =
                "{'items':[{'space':'plant','externalId':'x'},{'space':'plant','externalId':'y'},"
                        + "{'space':'plant','externalId':'z'}]}";
        api.post(path + "/upsert", some("a", 3)).is(202);
        api.post(path + "/upsert", some("a", 3)).is(202);

        refused(api.post(path + "/delete", three), "at most 5 updates and deletions in ten");
        api.post(path + "/upsert", some("a", 2)).is(202);
        refused(api.post(path + "/upsert", some("a", 1)), "at most 5 updates and deletions");
        api.post(path, some("b", 1)).is(202);
        api.pass(Duration.ofMinutes(6));
        api.post(path + "/delete", three).is(200);
    }

    @Test
    @DisplayName("bytes of records in ten minutes, as they are after decompression")
    void countsBytes() {
        String path = "streams/little/records";
        String[] items = new String[5];
        for (int i = 0; i < items.length; i++) {
            items[i] = Api.item("plant", "r" + i, "'severity':1,'text':'" + LARGE + "'");
        }
        api.post(path, Api.items(items)).is(202);

        refused(api.post(path + "/upsert", Api.items(items)), "at most 1000000 bytes of records");

        api.pass(Duration.ofMinutes(3));
        api.post(path + "/upsert", Api.items(items)).is(202);
    }

    private void fill(String stream) {
        String[] items = new String[7];
        for (int i = 0; i < items.length; i++) {
            items[i] = Api.item("plant", "r" + i, "'severity':1,'text':'" + LARGE + "'");
        }
        api.post("streams/" + stream + "/records", Api.items(items)).is(202);
    }

    private Api.Answer read(String token, String stream) {
        return api.postAs(
                token,
                "streams/" + stream + "/records/filter",
                "{'sources':[{'source':{'type':'container','space':'plant','externalId':'Alarm'},"
                        + "'properties':['*']}]}");
    }

    @Test
    @DisplayName("bytes read in a second: of one caller 3 MB, of the project 4 MB")
    void countsBytesOfASecond() {
        fill("live");
        for (int i = 0; i < 4; i++) {
            read(Api.ALL, "live").is(200);
        }

        Api.Answer own =
                refused(read(Api.ALL, "live"), "at most 3000000 bytes of answers a second");
        read(robot, "live").is(200);
        refused(read(robot, "live"), "at most 4000000 bytes of answers a second of a project");

        assertThat(retryAfter(own)).isEqualTo("1");
        api.pass(Duration.ofSeconds(1));
        read(Api.ALL, "live").is(200);
    }

    @Test
    @DisplayName("bytes read in ten minutes: what was too much delays what comes after it")
    void countsBytesRead() {
        fill("little");
        read(Api.ALL, "little").is(200);
        read(Api.ALL, "little").is(200);

        Api.Answer answer = refused(read(Api.ALL, "little"), "at most 1000000 bytes of answers in");

        assertThat(Integer.parseInt(retryAfter(answer))).isBetween(400, 420);
        api.post("streams/little/records/-/count", "{}").fails(429);
        api.pass(Duration.ofMinutes(7));
        read(Api.ALL, "little").is(200);
    }
}
