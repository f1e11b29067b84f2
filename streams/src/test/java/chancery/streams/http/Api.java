package chancery.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.column.ColumnLimits;
import chancery.store.memory.MemoryColumnFiles;
import chancery.store.memory.MemoryStore;
import chancery.streams.Streams;
import chancery.streams.StreamsConfig;
import chancery.streams.StreamsPorts;
import chancery.streams.Written;
import chancery.streams.access.Acl;
import chancery.streams.access.Caller;
import chancery.streams.access.Capability;
import chancery.streams.access.Client;
import chancery.streams.access.StaticToken;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.stream.Budget;
import chancery.streams.stream.Settings;
import chancery.streams.stream.StreamType;
import chancery.streams.stream.Template;
import chancery.web.Loops;
import chancery.web.body.Compression;
import chancery.web.http.Mount;
import chancery.web.http.TestServer;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/// A server of the records API over the memory engine, and a client that sends gzipped bodies as
/// the real ones do.
final class Api implements AutoCloseable {
    static final String ALL = "all";
    static final String LITTLE = "Little";
    private static final ProjectName TEST = new ProjectName("test");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicReference<Runnable> nextLook = new AtomicReference<>(() -> {});
    private final AtomicReference<String> fatal = new AtomicReference<>("");
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Loops loops = new Loops((loop, cause) -> fatal.set(loop + ": " + cause));
    private final TestServer server;
    private final Streams streams;

    /// Records of the AT Protocol.
    final RecordsInMemory indexed = new RecordsInMemory();

    Api() {
        this(StreamsLimits.STANDARD);
    }

    Api(StreamsLimits limits) {
        this(limits, Streams::start);
    }

    /// One where nothing works in the background: questions are answered from the records
    /// themselves.
    static Api unfollowed(StreamsLimits limits) {
        return new Api(limits, (_, _) -> {});
    }

    private Api(StreamsLimits limits, BiConsumer<Streams, Loops> start) {
        var random = new Random(1);
        var key = new byte[32];
        random.nextBytes(key);
        streams =
                new Streams(
                        config(),
                        limits,
                        new StreamsPorts(
                                store,
                                new Sealer(MasterKey.of(key), List.of(), random),
                                this::look,
                                System::nanoTime,
                                random,
                                indexed,
                                new MemoryColumnFiles(ColumnLimits.DEFAULT)));
        start.accept(streams, loops);
        server = TestServer.of(streams.mounts().toArray(Mount[]::new));
    }

    private static StreamsConfig config() {
        var everything = Capability.all(Set.of(TEST));
        return new StreamsConfig(
                Set.of(TEST, new ProjectName("other")),
                Set.of(TEST),
                templates(),
                List.of(
                        new StaticToken(ALL, new Caller("all", everything)),
                        new StaticToken("plant-only", new Caller("plant", scoped("plant"))),
                        new StaticToken("records-only", only(Acl.STREAM_RECORDS)),
                        new StaticToken("models-only", only(Acl.DATA_MODELS)),
                        new StaticToken("reader", new Caller("reader", reading()))),
                List.of(new Client("robot", "secret", everything)),
                List.of(),
                0);
    }

    /// Those that every client knows, and one of which little may come and go at a time.
    private static List<Template> templates() {
        var little = new Budget(10, 1, Optional.of(5L), 1);
        var settings =
                new Settings(
                        StreamType.MUTABLE, 100, 1, Optional.empty(), Optional.empty(), 1, little);
        List<Template> templates = new ArrayList<>(Template.STANDARD);
        templates.add(new Template(LITTLE, settings, 1));
        return templates;
    }

    private static List<Capability> scoped(String space) {
        Set<Acl.Action> both = Set.of(Acl.Action.READ, Acl.Action.WRITE);
        Optional<Set<SpaceId>> there = Optional.of(Set.of(new SpaceId(space)));
        return List.of(
                new Capability(Acl.STREAM_RECORDS, both, there, Optional.empty()),
                new Capability(Acl.DATA_MODELS, both, there, Optional.empty()));
    }

    private static Caller only(Acl acl) {
        Set<Acl.Action> both = Set.of(Acl.Action.READ, Acl.Action.WRITE);
        return new Caller(
                acl.name(), List.of(new Capability(acl, both, Optional.empty(), Optional.empty())));
    }

    private static List<Capability> reading() {
        return List.of(
                new Capability(
                        Acl.STREAMS,
                        Set.of(Acl.Action.READ),
                        Optional.empty(),
                        Optional.of(Set.of(TEST))));
    }

    private Instant look() {
        nextLook.getAndSet(() -> {}).run();
        return now.get();
    }

    /// Does something when the server looks at its clock the next time: in the middle of its next
    /// request.
    void meanwhile(Runnable work) {
        nextLook.set(work);
    }

    /// What came back.
    record Answer(int status, String text, HttpResponse<byte[]> raw) {
        Json json() {
            return JsonText.parse(text);
        }

        /// The value at the end of these names; numbers are places in arrays.
        Json at(Object... path) {
            Json here = json();
            for (Object step : path) {
                here =
                        switch (here) {
                            case Json.Members members ->
                                    members.find((String) step)
                                            .orElseThrow(() -> new AssertionError(text));
                            case Json.Array(var items) -> items.get((Integer) step);
                            default -> throw new AssertionError(text);
                        };
            }
            return here;
        }

        String textAt(Object... path) {
            return ((Json.Text) at(path)).value();
        }

        int sizeAt(Object... path) {
            return ((Json.Array) at(path)).items().size();
        }

        /// This answer, when it has that status.
        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        /// This answer, when it is an error in the envelope with that status.
        Answer fails(int expected) {
            is(expected);
            assertThat(at("error", "code")).isEqualTo(new Json.Int(expected));
            assertThat(textAt("error", "message")).isNotEmpty();
            return this;
        }
    }

    Answer post(String path, String body) {
        return postAs(ALL, path, body);
    }

    /// Posts JSON, written with single quotes, gzipped.
    Answer postAs(String token, String path, String body) {
        byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return postBytes(token, path, Compression.gzip(json));
    }

    Answer postBytes(String token, String path, byte[] gzipped) {
        return send(
                server.request("/api/v1/projects/test/" + path)
                        .header("authorization", "Bearer " + token)
                        .header("content-type", "application/json")
                        .header("content-encoding", "gzip")
                        .header("cdf-version", "20230101-alpha")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(gzipped)));
    }

    Answer get(String path) {
        return getAs(ALL, path);
    }

    Answer getAs(String token, String path) {
        return send(
                server.request("/api/v1/projects/test/" + path)
                        .header("authorization", "Bearer " + token)
                        .GET());
    }

    /// A request to any path.
    HttpRequest.Builder request(String path) {
        return server.request(path);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> raw = server.send(request);
            return new Answer(
                    raw.statusCode(), new String(raw.body(), StandardCharsets.UTF_8), raw);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Ends all followers, as a server that stops does.
    void stopFollowing() {
        streams.close();
    }

    /// Does what time asks for.
    void sweep() {
        streams.sweep();
    }

    /// Upserts one record.
    void write(String stream, String externalId, int severity) {
        post("streams/" + stream + "/records/upsert", items(item(externalId, severity))).is(202);
    }

    /// Moves the clock of the server.
    void pass(java.time.Duration time) {
        now.updateAndGet(moment -> moment.plus(time));
    }

    long millis() {
        return now.get().toEpochMilli();
    }

    MemoryStore store() {
        return store;
    }

    /// Declares space `plant`, its container `Alarm`, and a stream of a template.
    void declare(String stream, String template) {
        post("models/spaces", "{'items':[{'space':'plant'},{'space':'other'}]}").is(200);
        post(
                        "models/containers",
                        "{'items':[{'space':'plant','externalId':'Alarm','usedFor':'record',"
                                + "'properties':{'severity':{'type':{'type':'int32'},"
                                + "'nullable':false},'text':{'type':{'type':'text'}},"
                                + "'level':{'type':{'type':'float64',"
                                + "'unit':{'externalId':'length:m'}}}}}]}")
                .is(200);
        post(
                        "streams",
                        "{'items':[{'externalId':'"
                                + stream
                                + "','settings':{'template':{'name':'"
                                + template
                                + "'}}}]}")
                .is(201);
    }

    /// An item of a write.
    static String item(String externalId, int severity) {
        return item("plant", externalId, "'severity':" + severity);
    }

    static String item(String space, String externalId, String properties) {
        return "{'space':'"
                + space
                + "','externalId':'"
                + externalId
                + "','sources':[{'source':{'type':'container','space':'plant',"
                + "'externalId':'Alarm'},'properties':{"
                + properties
                + "}}]}";
    }

    static String items(String... items) {
        return "{'items':[" + String.join(",", items) + "]}";
    }

    /// JSON, written with single quotes.
    static Json json(String text) {
        return Written.json(text);
    }

    @Override
    public void close() {
        stopFollowing();
        server.close();
        loops.close();
        store.close();
        assertThat(fatal.get()).isEmpty();
    }
}
