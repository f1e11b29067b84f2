package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.RecordType;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@DisplayName("beyond the original: changes of records of the AT Protocol")
@Timeout(120)
final class IndexedFeedApiTest {
    private static final RecordType STATUS = type("xyz.statusphere.status");
    private static final RecordType OTHER = type("xyz.statusphere.other");
    private static final String SYNC = "streams/at-xyz_statusphere_status/records/sync";
    private static final String FOLLOW = "streams/at-xyz_statusphere_status/records/-/follow";
    private static final String START = "'initializeCursor':'9999d-ago'";

    private final HttpClient client = HttpClient.newHttpClient();
    private Api api;

    private static RecordType type(String nsid) {
        return new RecordType(nsid, Map.of("n", PropertyType.of(TypeKind.INT64)), 1, 1);
    }

    @BeforeEach
    void open() {
        api = new Api();
        api.indexed.add(STATUS);
        api.indexed.add(OTHER);
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        api.close();
    }

    private static IndexedRecord record(String name, int number) {
        String[] parts = name.split("/", -1);
        String json = "{\"n\":" + number + "}";
        return new IndexedRecord("did:plc:" + parts[0], parts[1], json, 5, 10 + number);
    }

    private void put(String name, int number) {
        api.indexed.put(STATUS, record(name, number));
    }

    private void delete(String name) {
        IndexedRecord record = record(name, 90);
        api.indexed.delete(STATUS, new IndexedRecord(record.repo(), record.key(), "{}", 5, 100));
    }

    private Api.Answer sync(String members) {
        return api.post(SYNC, "{" + members + "}").is(200);
    }

    private Api.Answer after(String cursor) {
        return sync("'cursor':'" + cursor + "'");
    }

    /// What was told, without what all names have in common.
    private static List<String> told(Api.Answer answer) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < answer.sizeAt("items"); i++) {
            String name = answer.textAt("items", i, "externalId").substring("did:plc:".length());
            told.add(name + " " + answer.textAt("items", i, "status"));
        }
        return told;
    }

    @Test
    @DisplayName("tells each record once, with its newest state, oldest change first")
    void tellsNewestStates() {
        put("a/1", 1);
        put("b/1", 2);
        put("a/1", 3);
        delete("b/1");
        api.indexed.put(OTHER, record("a/1", 1));

        Api.Answer answer = sync(START + ",'includeTyping':true");

        assertThat(told(answer)).containsExactly("a/1 created", "b/1 deleted");
        assertThat(answer.at("items", 0))
                .isEqualTo(
                        Api.json(
                                "{'space':'at','externalId':'did:plc:a/1','createdTime':5,"
                                        + "'lastUpdatedTime':13,'status':'created',"
                                        + "'properties':{}}"));
        assertThat(answer.at("items", 1))
                .isEqualTo(
                        Api.json(
                                "{'space':'at','externalId':'did:plc:b/1','createdTime':5,"
                                        + "'lastUpdatedTime':100,'status':'deleted'}"));
        assertThat(answer.at("hasNext")).isEqualTo(new Json.Bool(false));
        assertThat(answer.text()).contains("\"typing\":");
    }

    @Test
    @DisplayName("goes on from page to page, and from the last one when more has come")
    void goesOn() {
        put("a/1", 1);
        put("a/2", 2);

        Api.Answer first = sync(START + ",'limit':1");
        put("a/1", 3);
        Api.Answer second = after(first.textAt("nextCursor"));
        Api.Answer third = after(second.textAt("nextCursor"));
        delete("a/2");
        Api.Answer fourth = after(third.textAt("nextCursor"));

        assertThat(told(first)).containsExactly("a/1 created");
        assertThat(first.at("hasNext")).isEqualTo(new Json.Bool(true));
        assertThat(told(second)).containsExactly("a/2 created", "a/1 created");
        assertThat(second.at("hasNext")).isEqualTo(new Json.Bool(false));
        assertThat(told(third)).isEmpty();
        assertThat(told(fourth)).containsExactly("a/2 deleted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'filter':{'equals':{'property':['externalId'],'value':'did:plc:b/1'}} | b/1 deleted
                    'filter':{'range':{'property':['at','Status','n'],'gte':2}} | a/2 created
                    'filter':{'not':{'exists':{'property':['at','Status','n']}}} | b/1 deleted
                    'limit':1000 | a/1 created,a/2 created,b/1 deleted
                    """)
    void tellsWhatTheFilterMeans(String asked, String told) {
        put("a/1", 1);
        put("a/2", 2);
        put("b/1", 3);
        delete("b/1");

        String body = "{" + asked + ",'initializeCursor':'9999d-ago'}";
        assertThat(told(api.post(SYNC, body).is(200))).containsExactly(told.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | One of cursor and initializeCursor
                    {'limit':0,'initializeCursor':'1d-ago'} | limit
                    {'limit':1001,'initializeCursor':'1d-ago'} | limit
                    {'initializeCursor':'soon'} | initializeCursor
                    {'cursor':''} | cursor must have
                    {'cursor':'bm9uZQ'} | not given out for this stream
                    """)
    void refusesWhatASyncRefuses(String body, String message) {
        assertThat(api.post(SYNC, body).fails(400).textAt("error", "message")).contains(message);
    }

    @Test
    @DisplayName("cursors are those of one stream alone")
    void bindsCursors() {
        api.declare("live", "BasicLiveData");
        String foreign =
                api.post(
                                "streams/at-xyz_statusphere_other/records/sync",
                                "{'initializeCursor':'1d-ago'}")
                        .is(200)
                        .textAt("nextCursor");
        String own =
                api.post("streams/live/records/sync", "{'initializeCursor':'1d-ago'}")
                        .is(200)
                        .textAt("nextCursor");
        String mine = sync(START).textAt("nextCursor");

        api.post(SYNC, "{'cursor':'" + foreign + "'}").fails(400);
        api.post(SYNC, "{'cursor':'" + own + "'}").fails(400);
        api.post("streams/live/records/sync", "{'cursor':'" + mine + "'}").fails(400);
        after(mine);
    }

    @Test
    @DisplayName("a cursor before forgotten deletions answers 400; one after them goes on")
    void expires() {
        put("a/1", 1);
        put("a/2", 1);
        String early = sync(START + ",'limit':1").textAt("nextCursor");
        delete("a/1");
        String late = sync(START).textAt("nextCursor");
        api.indexed.changes().forget();

        String message =
                api.post(SYNC, "{'cursor':'" + early + "'}").fails(400).textAt("error", "message");

        assertThat(message).contains("expired", "initializeCursor");
        assertThat(told(after(late))).isEmpty();
        assertThat(told(sync(START))).containsExactly("a/2 created");
    }

    @Test
    @DisplayName("a cursor from before the index was made anew answers 400")
    void beginsAnewWithTheIndex() {
        String cursor = sync(START).textAt("nextCursor");
        api.indexed.changes().restart();

        String message =
                api.post(SYNC, "{'cursor':'" + cursor + "'}").fails(400).textAt("error", "message");

        assertThat(message).contains("made anew", "initializeCursor");
        sync(START);
    }

    @Test
    @DisplayName("who began after what was deleted then reads on when that is forgotten")
    void needsNoDeletionsFromBeforeItBegan() {
        put("a/1", 1);
        delete("a/1");
        put("a/2", 1);
        put("a/3", 1);
        put("a/2", 2);
        String cursor = sync(START + ",'limit':1").textAt("nextCursor");
        api.indexed.changes().forget();

        assertThat(told(after(cursor))).containsExactly("a/3 created", "a/2 created");
    }

    @Test
    @DisplayName("while the index is made anew it answers 503")
    void waitsForTheIndex() {
        String cursor = sync(START).textAt("nextCursor");
        api.indexed.changes().away(true);

        Api.Answer refused = api.post(SYNC, "{'cursor':'" + cursor + "'}").fails(503);
        api.indexed.changes().away(false);

        assertThat(refused.raw().headers().firstValue("retry-after")).contains("5");
        after(cursor);
    }

    @Test
    void capabilitiesAreThoseOfTheSpace() {
        put("a/1", 1);

        assertThat(told(api.postAs("plant-only", SYNC, "{" + START + "}").is(200))).isEmpty();
        api.postAs("reader", SYNC, "{" + START + "}").fails(403);
        api.postAs("reader", FOLLOW, "{" + START + "}").fails(403);
        api.post("streams/at-nothing/records/sync", "{" + START + "}").fails(404);
        api.post("streams/at-nothing/records/-/follow", "{" + START + "}").fails(404);
    }

    private BufferedReader follow(String body, String lastEvent) throws Exception {
        HttpRequest request =
                api.request("/api/v1/projects/test/" + FOLLOW)
                        .header("authorization", "Bearer all")
                        .header("last-event-id", lastEvent)
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        HttpResponse<InputStream> answer =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /// The next line that begins so, without that.
    private static String next(BufferedReader lines, String start) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith(start)) {
            line = lines.readLine();
        }
        return line.substring(start.length());
    }

    private static String event(BufferedReader lines) throws IOException {
        Json.Members item = (Json.Members) JsonText.parse(next(lines, "data: "));
        return ((Json.Text) item.find("externalId").orElseThrow()).value()
                + " "
                + ((Json.Text) item.find("status").orElseThrow()).value();
    }

    @Test
    @DisplayName("a follower is told what is there, then what happens, and goes on where it was")
    void follows() throws Exception {
        put("a/1", 1);
        String cursor = sync("'initializeCursor':'1s-ago'").textAt("nextCursor");
        BufferedReader lines = follow("{'initializeCursor':'9999d-ago'}", cursor);

        put("a/2", 1);
        String id = next(lines, "id: ");
        String first = event(lines);
        delete("a/1");
        String second = event(lines);
        BufferedReader again = follow("{}", id);

        assertThat(first).isEqualTo("did:plc:a/2 created");
        assertThat(second).isEqualTo("did:plc:a/1 deleted");
        assertThat(event(again)).isEqualTo("did:plc:a/1 deleted");
        assertThat(told(after(id))).containsExactly("a/1 deleted");
    }

    @Test
    @DisplayName("a follower is told why it cannot go on")
    void tellsFollowersWhy() throws Exception {
        BufferedReader lines = follow("{}", sync(START).textAt("nextCursor"));

        assertThat(next(lines, "retry: ")).isEqualTo("1000");
        api.indexed.changes().away(true);

        assertThat(next(lines, "event: ")).isEqualTo("error");
        assertThat(lines.readLine()).contains("away");
    }
}
