package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

@DisplayName("beyond the original: changes as server-sent events")
@Timeout(120)
final class FollowApiTest {
    private static final String FOLLOW = "streams/live/records/-/follow";
    private static final String FROM_START = "{'initializeCursor':'9999d-ago'}";
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Follower> followers = new ArrayList<>();
    private Api api = new Api();

    private void open(StreamsLimits.Follow limits) {
        api.close();
        api = new Api(StreamsLimits.STANDARD.with(limits));
        api.declare("live", "BasicLiveData");
    }

    private void open() {
        open(StreamsLimits.Follow.STANDARD);
    }

    private static StreamsLimits.Follow followers(int followers, Duration life) {
        return new StreamsLimits.Follow(followers, 256_000, LONG, LONG, life);
    }

    @AfterEach
    void close() {
        followers.forEach(Follower::close);
        api.close();
        client.shutdownNow();
    }

    /// What was told.
    private record Event(String name, String id, String data) {
        String told() {
            Json.Members item = (Json.Members) JsonText.parse(data);
            return ((Json.Text) item.find("externalId").orElseThrow()).value()
                    + " "
                    + ((Json.Text) item.find("status").orElseThrow()).value();
        }
    }

    /// One connection that reads events.
    private static final class Follower implements AutoCloseable {
        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Follower(HttpResponse<InputStream> answer) {
            this.answer = answer;
            this.lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /// The lines up to the next empty one; none at the end.
        List<String> block() throws IOException {
            List<String> block = new ArrayList<>();
            String line = lines.readLine();
            while (line != null && !line.isEmpty()) {
                block.add(line);
                line = lines.readLine();
            }
            return block;
        }

        Event next() throws IOException {
            List<String> block = block();
            while (!block.isEmpty() && !block.getFirst().startsWith("event: ")) {
                block = block();
            }
            assertThat(block).hasSize(3);
            return new Event(
                    block.get(0).substring("event: ".length()),
                    block.get(1).substring("id: ".length()),
                    block.get(2).substring("data: ".length()));
        }

        @Override
        public void close() {
            try {
                answer.body().close();
            } catch (IOException gone) {
                // It is closed.
            }
        }
    }

    private HttpRequest.Builder request(String body) {
        return api.request("/api/v1/projects/test/" + FOLLOW)
                .timeout(LONG)
                .header("authorization", "Bearer all")
                .header("accept-encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }

    private Follower follow(HttpRequest.Builder request) throws Exception {
        Follower follower =
                new Follower(
                        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        followers.add(follower);
        return follower;
    }

    private Follower follow(String body) throws Exception {
        Follower follower = follow(request(body));
        assertThat(follower.answer.statusCode()).isEqualTo(200);
        assertThat(follower.answer.headers().firstValue("content-type"))
                .contains("text/event-stream");
        assertThat(follower.block()).containsExactly("retry: 1000");
        return follower;
    }

    @Test
    @DisplayName("tells what is there, then what happens, as a sync would")
    void tellsWhatHappens() throws Exception {
        open();
        api.write("live", "a", 1);
        Follower follower = follow(FROM_START);

        Event first = follower.next();
        api.write("live", "a", 2);
        Event second = follower.next();
        api.post("streams/live/records/delete", "{'items':[{'space':'plant','externalId':'a'}]}")
                .is(200);
        Event third = follower.next();

        assertThat(first.name()).isEqualTo("record");
        assertThat(first.told()).isEqualTo("a created");
        assertThat(second.told()).isEqualTo("a updated");
        assertThat(third.told()).isEqualTo("a deleted");
        assertThat(JsonText.parse(second.data()))
                .isEqualTo(
                        Api.json(
                                "{'space':'plant','externalId':'a','createdTime':1767225600000,"
                                        + "'lastUpdatedTime':1767225600001,'status':'updated',"
                                        + "'properties':{}}"));
    }

    @Test
    @DisplayName("begins now when nobody says where")
    void beginsNow() throws Exception {
        open();
        api.write("live", "old", 1);

        Follower follower = follow("{}");
        api.write("live", "new", 1);

        assertThat(follower.next().told()).isEqualTo("new created");
    }

    @Test
    @DisplayName("goes on after the event that Last-Event-ID names, or after a cursor of sync")
    void resumes() throws Exception {
        open();
        api.post(
                        "streams/live/records/upsert",
                        Api.items(Api.item("a", 1), Api.item("b", 1), Api.item("c", 1)))
                .is(202);
        Follower first = follow(FROM_START);
        Event seen = first.next();
        first.close();

        Follower second = follow(request(FROM_START).header("last-event-id", seen.id()));
        String cursor =
                api.post("streams/live/records/sync", "{'initializeCursor':'1d-ago','limit':2}")
                        .textAt("nextCursor");
        Follower third = follow("{'cursor':'" + cursor + "'}");

        assertThat(seen.told()).isEqualTo("a created");
        assertThat(second.next().told()).isEqualTo("b created");
        assertThat(second.next().told()).isEqualTo("c created");
        assertThat(third.next().told()).isEqualTo("c created");
        assertThat(
                        api.post("streams/live/records/sync", "{'cursor':'" + seen.id() + "'}")
                                .textAt("items", 0, "externalId"))
                .isEqualTo("b");
    }

    @Test
    @DisplayName("tells what the filter means and the caller may see, with chosen properties")
    void tellsWhatIsWanted() throws Exception {
        open();
        Follower follower =
                follow(
                        request(
                                        "{'filter':{'range':{'property':['plant','Alarm',"
                                                + "'severity'],'gte':5}},'sources':[{'source':"
                                                + "{'type':'container','space':'plant',"
                                                + "'externalId':'Alarm'},'properties':"
                                                + "['severity']}]}")
                                .setHeader("authorization", "Bearer plant-only"));
        follower.block();
        api.post(
                        "streams/live/records/upsert",
                        Api.items(
                                Api.item("a", 4),
                                Api.item("other", "b", "'severity':6"),
                                Api.item("c", 5)))
                .is(202);

        Event event = follower.next();

        assertThat(event.told()).isEqualTo("c created");
        assertThat(event.data())
                .contains("\"properties\":{\"plant\":{\"Alarm\":{\"severity\":5}}}");
    }

    @Test
    @DisplayName("says that it lives, with the cursor up to where was read")
    void beats() throws Exception {
        open(new StreamsLimits.Follow(10, 256_000, SHORT, LONG, LONG));
        Follower follower =
                follow(
                        "{'initializeCursor':'1d-ago',"
                                + "'filter':{'prefix':{'property':['externalId'],'value':'x'}}}");
        List<String> before = follower.block();
        api.write("live", "a", 1);
        List<String> after = follower.block();
        while (after.equals(before)) {
            after = follower.block();
        }

        assertThat(before).hasSize(2).startsWith(": alive");
        String cursor = after.get(1).substring("id: ".length());
        assertThat(
                        api.post("streams/live/records/sync", "{'cursor':'" + cursor + "'}")
                                .sizeAt("items"))
                .isZero();
    }

    @Test
    @DisplayName("as many follow as there is room for; one more answers 429 until one leaves")
    void boundsFollowers() throws Exception {
        open(new StreamsLimits.Follow(2, 256_000, SHORT, LONG, LONG));
        follow("{}");
        Follower leaving = follow("{}");

        Api.Answer refused = api.post(FOLLOW, "{}").fails(429);
        leaving.close();
        Follower next = follow(request("{}"));
        while (next.answer.statusCode() == 429) {
            next = follow(request("{}"));
        }

        assertThat(refused.raw().headers().firstValue("retry-after")).contains("5");
        assertThat(next.block()).containsExactly("retry: 1000");
    }

    @Test
    @DisplayName("a connection ends in order after its life")
    void endsAfterItsLife() throws Exception {
        open(followers(1, Duration.ofMillis(1)));
        assertThat(follow("{}").lines.readLine()).isNull();
        assertThat(follow("{}").lines.readLine()).isNull();
    }

    @Test
    @DisplayName("ends when the stream is deleted, and when the server stops, which takes no other")
    void endsWithItsStream() throws Exception {
        open();
        Follower follower = follow("{}");
        api.post("streams/delete", "{'items':[{'externalId':'live'}]}").is(200);
        assertThat(follower.lines.readLine()).isNull();
        api.declare("second", "BasicLiveData");
        String second = "/api/v1/projects/test/streams/second/records/-/follow";
        Follower other =
                follow(
                        api.request(second)
                                .timeout(LONG)
                                .header("authorization", "Bearer all")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        other.block();

        api.stopFollowing();

        assertThat(other.lines.readLine()).isNull();
        api.post("streams/second/records/-/follow", "{}").fails(503);
    }

    @Test
    @DisplayName("a reader that does not read loses its connection and its place")
    void givesUpSlowReaders() throws Exception {
        open(new StreamsLimits.Follow(1, 20_000_000, LONG, Duration.ofMillis(200), LONG));
        Random random = new Random(1);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[3_750];
            random.nextBytes(bytes);
            String text = HexFormat.of().formatHex(bytes);
            items.add(Api.item("plant", "r" + i, "'severity':1,'text':'" + text + "'"));
        }
        api.post("streams/live/records/upsert", Api.items(items.toArray(String[]::new))).is(202);
        URI uri = api.request("/api/v1/projects/test/" + FOLLOW).build().uri();
        String body =
                "{'initializeCursor':'1d-ago','sources':[{'source':{'type':'container','space':"
                        + "'plant','externalId':'Alarm'},'properties':['*']}]}";
        try (Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4_096);
            stuck.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            stuck.getOutputStream()
                    .write(
                            ("POST "
                                            + uri.getPath()
                                            + " HTTP/1.1\r\nhost: localhost\r\n"
                                            + "authorization: Bearer all\r\ncontent-length: "
                                            + body.length()
                                            + "\r\n\r\n"
                                            + body.replace('\'', '"'))
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(stuck.getInputStream().read()).isEqualTo('H');

            Follower next = follow(request("{}"));
            while (next.answer.statusCode() == 429) {
                next = follow(request("{}"));
            }

            assertThat(next.block()).containsExactly("retry: 1000");
        }
    }

    @Test
    @DisplayName("what cannot be followed is refused before anything is told")
    void refuses() {
        open();

        api.post("streams/none/records/-/follow", "{}").fails(404);
        api.postAs("nobody", FOLLOW, "{}").fails(401);
        api.postAs("reader", FOLLOW, "{}").fails(403);
        api.post(FOLLOW, "{'cursor':'AAAA'}").fails(400);
        api.post(FOLLOW, "{'initializeCursor':'now'}").fails(400);
        api.post(FOLLOW, "{'filter':{'nothing':{}}}").fails(400);
        api.get(FOLLOW).fails(405);
    }
}
