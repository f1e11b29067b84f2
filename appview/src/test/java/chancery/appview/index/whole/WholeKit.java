package chancery.appview.index.whole;

import chancery.appview.access.AdminCaller;
import chancery.appview.event.AppEvent;
import chancery.appview.http.admin.AdminRoutes;
import chancery.appview.http.admin.index.BackfillRoutes;
import chancery.appview.http.admin.index.DeadLetterRoutes;
import chancery.appview.index.Change;
import chancery.appview.index.Hooks;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.Listener;
import chancery.appview.index.TestHost;
import chancery.appview.index.flow.IndexPorts;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registry;
import chancery.atproto.lexicon.Catalog;
import chancery.lua.Chunk;
import chancery.store.KeyValue;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.Query;
import chancery.store.table.Tables;
import chancery.web.Loops;
import chancery.web.http.FakeRequest;
import chancery.web.http.Response;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A whole index in memory, between a host and a network, with its part of the admin API.
final class WholeKit implements AutoCloseable {
    static final String NOTE = "com.example.note";
    private static final long WAIT_NANOS = Duration.ofSeconds(60).toNanos();

    final TestHost host;
    final TestNetwork network = new TestNetwork();
    final KeyValue store;
    final Registry registry;
    final List<AppEvent> events = new CopyOnWriteArrayList<>();
    final AtomicReference<Throwable> broken = new AtomicReference<>();

    /// What the script of the notes answers; none when empty.
    final AtomicReference<Optional<String>> script = new AtomicReference<>(Optional.empty());

    final Index index;
    private final Tables tables = new MemoryTables(IndexSchema.SCHEMA);
    private final Loops loops;
    private final AdminRoutes routes;

    WholeKit() {
        this(new TestHost(), new MemoryStore(System::nanoTime));
    }

    WholeKit(TestHost host, KeyValue store) {
        this.host = host;
        this.store = store;
        InstantSource clock = InstantSource.system();
        this.registry = new Registry(store, Catalog.EMPTY, WholeKit::noScript, clock);
        IndexPorts ports =
                new IndexPorts(
                        store,
                        tables,
                        registry,
                        new IndexPorts.Local(host, host, host::tail),
                        new Script(),
                        new Deaf(),
                        events::add,
                        new IndexPorts.Time(clock, System::nanoTime));
        Optional<URI> relay = Optional.of(URI.create("https://relay.example.com"));
        Index.World world = new Index.World(host, network, network, relay);
        this.index = new Index(ports, world, limits());
        AdminCaller caller = new AdminCaller("did:web:admin.example", "1", true, Set.of());
        this.routes =
                new AdminRoutes(
                        _ -> caller,
                        Stream.of(
                                        new BackfillRoutes(index.backfills()).routes(),
                                        new DeadLetterRoutes(index.letters(), index.desk())
                                                .routes())
                                .flatMap(List::stream)
                                .toList(),
                        events::add);
        this.loops = new Loops((_, cause) -> broken.set(cause));
    }

    /// Starts it with the type of the notes registered.
    WholeKit started() {
        register(NOTE);
        index.start(loops);
        return this;
    }

    private static AppViewLimits limits() {
        AppViewLimits.Indexing all = AppViewLimits.Indexing.STANDARD;
        return AppViewLimits.STANDARD.with(
                new AppViewLimits.Indexing(
                        all.eventsMax(),
                        all.bytesMax(),
                        all.recordBytes(),
                        all.references(),
                        all.hookAttempts(),
                        Duration.ofMillis(1),
                        all.hooksMax()));
    }

    private static Chunk noScript(String name, String source) {
        throw new UnsupportedOperationException("no scripts here");
    }

    /// Asks with what the test has set: `boom` fails, `nil` skips, JSON is stored.
    private final class Script implements Hooks {
        @Override
        public boolean asks(Change change) {
            return script.get().isPresent();
        }

        @Override
        public Verdict ask(Change change, String action) throws HookException {
            String answer = script.get().orElse("");
            return switch (answer) {
                case "boom" -> throw new HookException("boom");
                case "nil" -> new Verdict.Skip();
                case "" -> new Verdict.Proceed();
                default -> new Verdict.Store(JsonText.parseObject(answer));
            };
        }
    }

    /// Hears nothing.
    private static final class Deaf implements Listener {
        @Override
        public void identity(Change.Identity change) {}

        @Override
        public void schema(Change change) {}
    }

    void register(String nsid) {
        String document =
                """
                {"lexicon": 1, "id": "%s", "defs": {"main": {"type": "record", "key": "any",
                 "record": {"type": "object", "properties": {}}}}}
                """
                        .formatted(nsid);
        registry.put(JsonText.parseObject(document), Options.NONE, Origin.MANUAL);
    }

    /// JSON of all records in the tables by URI.
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        tables.list(Query.of("records", 2_000))
                .rows()
                .forEach(row -> shown.put(row.text("uri"), row.json("record")));
        return shown;
    }

    /// The answer of the admin API: its status and body.
    Asked ask(String verb, String path, String body) {
        FakeRequest request = FakeRequest.of(verb, "/admin" + path.split("\\?", -1)[0]);
        if (path.contains("?")) {
            for (String pair : path.split("\\?", -1)[1].split("&", -1)) {
                request.withParameter(pair.split("=", -1)[0], pair.split("=", -1)[1]);
            }
        }
        if (!body.isEmpty()) {
            request.withBody("application/json", body);
        }
        Response response = routes.mount().handler().handle(request);
        return new Asked(response.status(), JsonText.parse(text(response)));
    }

    private static String text(Response response) {
        return switch (response.body()) {
            case Response.Body.Whole(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
            default -> throw new AssertionError("no JSON");
        };
    }

    /// An answer of the admin API.
    record Asked(int status, Json json) {
        Json.Members object() {
            return (Json.Members) json;
        }

        String text(String name) {
            return object().text(name).orElseThrow();
        }
    }

    static void until(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about");
            }
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        loops.close();
        index.close();
    }
}
