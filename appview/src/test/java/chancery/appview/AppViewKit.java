package chancery.appview;

import chancery.appview.caller.Allowance;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.TestHost;
import chancery.appview.index.backfill.Filled;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.stream.RecordStreams;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.net.Dns;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.store.KeyValue;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryTables;
import chancery.web.Loops;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.http.Mount;
import chancery.web.http.TestServer;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcRoutes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A whole AppView behind a real HTTP server, over a store that outlives it, on a machine without a
/// network: it knows the text records that a test tells it.
final class AppViewKit implements AutoCloseable {
    static final Did OPERATOR = Did.parse("did:web:operator.example.com");
    private static final Did SERVICE = Did.parse("did:web:localhost");
    private static final long ROOMY = 4L << 30;
    private static final long WAIT_NANOS = Duration.ofSeconds(60).toNanos();

    final TestHost host = new TestHost();
    final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    volatile Fetch fetch =
            _ -> {
                throw new FetchException("there is no network");
            };
    volatile Dns dns = name -> texts.getOrDefault(name, List.of());
    final AtomicReference<Throwable> broken = new AtomicReference<>();
    final Registry registry;
    private final KeyValue store;
    private final Loops loops = new Loops((_, cause) -> broken.set(cause));
    private final AppView appview;
    private final TestServer server;

    /// An AppView that works as production does.
    AppViewKit(KeyValue store, AppViewLimits limits, Map<String, String> fallbacks) {
        this(store, limits, fallbacks, ROOMY, Optional.empty());
    }

    /// An AppView whose bearer token `dev` may do everything, and whose client `hvc_dev` is known.
    static AppViewKit development(KeyValue store, AppViewLimits limits) {
        return development(store, limits, ROOMY);
    }

    /// The same in a process with this heap.
    static AppViewKit development(KeyValue store, AppViewLimits limits, long heapBytes) {
        return new AppViewKit(
                store,
                limits,
                Map.of(),
                heapBytes,
                Optional.of(new AppViewConfig.Development("dev", "hvc_dev")));
    }

    private AppViewKit(
            KeyValue store,
            AppViewLimits limits,
            Map<String, String> fallbacks,
            long heapBytes,
            Optional<AppViewConfig.Development> development) {
        this.store = store;
        this.registry =
                new Registry(store, Catalog.EMPTY, new ScriptCompiler(), InstantSource.system());
        AppViewConfig config =
                new AppViewConfig(
                        "test",
                        URI.create("http://localhost:1234"),
                        URI.create("https://plc.example.com"),
                        SERVICE,
                        new AppViewConfig.Sources(
                                Optional.empty(), Optional.empty(), AppViewConfig.Feed.NONE),
                        List.of(OPERATOR),
                        fallbacks,
                        new Allowance(70, 0.5),
                        heapBytes,
                        development);
        this.appview = new AppView(config, limits, ports());
        this.server = serve();
    }

    private AppViewPorts ports() {
        SecureRandom random = new SecureRandom();
        AtomicLong micros = new AtomicLong(1_767_323_045_678_000L);
        return new AppViewPorts(
                new AppViewPorts.Keeping(
                        store,
                        registry,
                        new MemoryTables(IndexSchema.SCHEMA),
                        "sqlite",
                        new Sealer(MasterKey.of(new byte[32]), List.of(), random)),
                new AppViewPorts.Network(
                        _ -> Optional.empty(),
                        _ -> Optional.empty(),
                        request -> fetch.send(request),
                        _ -> {
                            throw new FetchException("there is no network");
                        },
                        name -> dns.txt(name)),
                new AppViewPorts.Local(
                        host,
                        host,
                        host,
                        host::tail,
                        (_, _) -> {
                            throw new Refusal(
                                    Refusal.Kind.UNAUTHENTICATED, "InvalidToken", "not here");
                        }),
                new AppViewPorts.Time(
                        InstantSource.system(), System::nanoTime, micros::incrementAndGet, random),
                scripts(),
                _ -> new RecordStreams.Answer.Refused("there are no streams here"));
    }

    private static Host scripts() {
        return new Host(
                System::nanoTime,
                System::nanoTime,
                Clock.systemUTC(),
                () -> 1,
                (LuaString _) -> {},
                (LuaString _) -> {},
                Thread.ofVirtual().factory(),
                () -> {});
    }

    private TestServer serve() {
        List<Methods> chain = new ArrayList<>();
        chain.add(appview.overriding());
        chain.addAll(appview.methods());
        List<Mount> mounts = new ArrayList<>(appview.mounts());
        mounts.add(
                new XrpcRoutes(
                                chain,
                                (_, _) -> {
                                    throw new AssertionError("no method of the other door");
                                },
                                () -> Catalog.EMPTY,
                                WebLimits.Bodies.STANDARD)
                        .mount());
        return TestServer.of(mounts.toArray(Mount[]::new));
    }

    /// Starts what works in the background.
    AppViewKit started() {
        appview.start(loops);
        return this;
    }

    /// Registers a lexicon that its authority publishes.
    void registerPublished(Did authority, String document) {
        registry.put(
                JsonText.parseObject(document),
                LexiconEntry.Options.NONE,
                new LexiconEntry.Origin.Network(authority, InstantSource.system().instant()));
    }

    /// An answer, read.
    record Answer(int status, Map<String, List<String>> headers, String text) {
        Json json() {
            return JsonText.parse(text);
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /// Reads with these headers, names before values.
    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /// Sends a body, JSON if there is any.
    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                server.request(path)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .headers("content-type", "application/json", "accept", "*/*");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> answer = server.send(request);
            return new Answer(
                    answer.statusCode(),
                    answer.headers().map(),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Asks the admin API as the operator of the development mode.
    Answer admin(String method, String path, String body) {
        return send(method, "/admin" + path, body, "authorization", "Bearer dev");
    }

    /// Whether the repositories here have been read for this type of records.
    boolean filled(String collection) {
        return Filled.has(store, collection);
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
        server.close();
        loops.close();
        appview.close();
    }
}
