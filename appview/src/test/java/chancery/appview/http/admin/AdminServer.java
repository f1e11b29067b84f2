package chancery.appview.http.admin;

import chancery.appview.access.ApiKeys;
import chancery.appview.access.Bootstrap;
import chancery.appview.access.LastUse;
import chancery.appview.access.Permission;
import chancery.appview.access.User;
import chancery.appview.access.Users;
import chancery.appview.authority.NetworkLexicons;
import chancery.appview.authority.PublishedLexicons;
import chancery.appview.caller.Allowance;
import chancery.appview.caller.AppCaller;
import chancery.appview.domain.Domains;
import chancery.appview.event.EventLog;
import chancery.appview.event.EventQuery;
import chancery.appview.event.LoggedEvent;
import chancery.appview.http.admin.lexicon.LexiconRoutes;
import chancery.appview.http.admin.lexicon.NetworkRoutes;
import chancery.appview.http.admin.lexicon.ScriptRoutes;
import chancery.appview.http.admin.site.DomainRoutes;
import chancery.appview.http.admin.site.EventRoutes;
import chancery.appview.http.admin.site.LogoRoutes;
import chancery.appview.http.admin.site.RecordRoutes;
import chancery.appview.http.admin.site.SettingRoutes;
import chancery.appview.http.admin.site.StatRoutes;
import chancery.appview.http.admin.site.VariableRoutes;
import chancery.appview.http.admin.user.BootstrapRoute;
import chancery.appview.http.admin.user.Identities;
import chancery.appview.http.admin.user.KeyRoutes;
import chancery.appview.http.admin.user.PermissionRoutes;
import chancery.appview.http.admin.user.UserGate;
import chancery.appview.http.admin.user.UserRoutes;
import chancery.appview.http.page.DomainGuard;
import chancery.appview.http.page.Facts;
import chancery.appview.http.page.Pages;
import chancery.appview.http.page.Site;
import chancery.appview.index.Change;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.setting.Logo;
import chancery.appview.setting.Settings;
import chancery.appview.setting.Variables;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.xrpc.ServiceVerifier;
import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.value.Cell;
import chancery.web.Refusal;
import chancery.web.auth.Caller;
import chancery.web.auth.Scope;
import chancery.web.http.HttpServer;
import chancery.web.http.HttpServerConfig;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// The admin API behind a real HTTP server, over the memory engine, with an operator who may do
/// everything.
public final class AdminServer implements AutoCloseable {
    /// The operator's account.
    public static final Did OPERATOR = Did.parse("did:web:operator.example.com");

    /// For whom service tokens are meant.
    public static final Did SERVICE = Did.parse("did:web:appview.example.com");

    /// The token of the development mode.
    public static final String TOKEN = "dev";

    private static final AppViewLimits LIMITS = AppViewLimits.STANDARD;

    public final MemoryStore store = new MemoryStore(System::nanoTime);
    public final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-19T10:11:12.123456Z"));
    public final InstantSource clock = now::get;
    public final Random random = new Random(7);
    public final Users users = new Users(store, LIMITS.administration(), clock, random);
    public final ApiKeys keys = new ApiKeys(store, LIMITS.administration(), clock, random);
    public final LastUse use = new LastUse(users, keys, clock);
    public final Bootstrap bootstrap = new Bootstrap(store, users, random);
    public final EventLog log = new EventLog(store, LIMITS.eventLog(), clock);
    public final Registry registry =
            new Registry(store, Catalog.EMPTY, AdminServer::compile, clock);
    public final Settings settings =
            new Settings(store, clock, Map.of("app_name", "Configured", "mail_password", "hidden"));
    public final Variables variables =
            new Variables(store, new Sealer(MasterKey.of(new byte[32]), List.of(), random), clock);
    public final Logo logo = new Logo(store);
    public final Domains domains =
            new Domains(
                    store,
                    URI.create("http://localhost:1234"),
                    LIMITS.administration(),
                    clock,
                    random);
    public final MemoryTables tables = new MemoryTables(IndexSchema.SCHEMA);
    public final Published world = new Published();
    public final NetworkLexicons network =
            new NetworkLexicons(
                    registry, new PublishedLexicons(world::txt, world, world, world), log, clock);
    public final Map<String, Did> sessions = new ConcurrentHashMap<>();
    public final Map<Did, chancery.atproto.identity.DidDocument> documents =
            new ConcurrentHashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    /// A server with an operator.
    public AdminServer() {
        this(List.of(OPERATOR));
    }

    /// A server with these administrators.
    public AdminServer(List<Did> administrators) {
        this(administrators, List.of(), List.of());
    }

    /// A server with an operator, further routes and mounts.
    public AdminServer(List<AdminRoute> more, List<Mount> mounts) {
        this(List.of(OPERATOR), more, mounts);
    }

    private AdminServer(List<Did> administrators, List<AdminRoute> more, List<Mount> mounts) {
        users.ensureSuper(administrators);
        List<AdminRoute> routes = new ArrayList<>(more);
        Stream.of(
                        new UserRoutes(users, keys, log).routes(),
                        new KeyRoutes(keys, log, LIMITS.administration()).routes(),
                        new PermissionRoutes(settings).routes(),
                        new NetworkRoutes(network, registry, log, LIMITS.lexicons()).routes(),
                        new LogoRoutes(logo, log, LIMITS.administration()).routes(),
                        new DomainRoutes(domains, log).routes(),
                        new StatRoutes(registry, tables, () -> {}).routes(),
                        new RecordRoutes(tables, this::take, () -> {}, clock, LIMITS.queries())
                                .routes(),
                        new LexiconRoutes(registry, log, LIMITS.lexicons()).routes(),
                        new ScriptRoutes(registry, log, LIMITS).routes(),
                        new SettingRoutes(settings, log, LIMITS.administration()).routes(),
                        new VariableRoutes(variables, log, LIMITS.administration()).routes(),
                        new EventRoutes(log).routes())
                .forEach(routes::addAll);
        Router router = new Router();
        router.mount(new AdminRoutes(gate(), routes, log).mount());
        router.mount(new BootstrapRoute(bootstrap, keys, log).mount());
        Facts facts =
                new Facts(
                        "0.1.0",
                        "sqlite",
                        Optional.of(URI.create("wss://jetstream.example.com")),
                        Optional.empty(),
                        URI.create("https://plc.example.com"),
                        new Allowance(70, 0.5));
        new Pages(new DomainGuard(domains), new Site(settings, logo), facts)
                .mounts()
                .forEach(router::mount);
        mounts.forEach(router::mount);
        server =
                new HttpServer(
                        HttpServerConfig.loopback(0).with(HttpServerConfig.AccessLogging.OFF),
                        router,
                        InstantSource.system(),
                        System::nanoTime,
                        new Random(1),
                        new SimpleMeterRegistry());
        server.start();
    }

    private UserGate gate() {
        DidResolver resolver = did -> Optional.ofNullable(documents.get(did));
        return new UserGate(
                users,
                keys,
                use,
                new Identities(
                        (request, _) -> session(request),
                        new ServiceVerifier(resolver, clock),
                        SERVICE,
                        request -> proven(request)),
                Optional.of(new UserGate.Developer(TOKEN, OPERATOR)));
    }

    private Caller session(Request request) {
        String token = request.header("authorization").orElse("").substring("Bearer ".length());
        Did did = sessions.get(token);
        if (did == null) {
            throw new Refusal(
                    Refusal.Kind.UNAUTHENTICATED, "InvalidToken", "Token could not be verified");
        }
        return new Caller.Session(did, Scope.ACCESS);
    }

    private static AppCaller proven(Request request) {
        return request.header("dpop").isPresent()
                ? new AppCaller.Local(OPERATOR, Scope.ACCESS)
                : new AppCaller.Anonymous();
    }

    private void take(List<? extends Change> changes) {
        TableBatch batch = new TableBatch();
        for (Change change : changes) {
            Change.Delete delete = (Change.Delete) change;
            batch.delete("records", RowKey.of("at://" + delete.did() + "/" + delete.path()));
        }
        tables.apply(batch);
    }

    /// Puts a record into the index.
    public String index(String did, String collection, String rkey, String record) {
        String uri = "at://" + did + "/" + collection + "/" + rkey;
        Cell moment = Cell.of("2026-05-19T10:11:12." + rkey + "+00:00");
        tables.apply(
                new TableBatch()
                        .upsert(
                                "records",
                                Cell.of(uri),
                                Cell.of(did),
                                Cell.of(collection),
                                Cell.of(rkey),
                                Cell.json(record),
                                Cell.of("bafy" + rkey),
                                moment,
                                moment,
                                Cell.of(1)));
        return uri;
    }

    private static Chunk compile(String name, String source) {
        if (!source.contains("handle")) {
            throw new SyntaxException("script must define a handle() function");
        }
        try {
            return Lua.standard().compile("=" + name, source.getBytes(StandardCharsets.UTF_8));
        } catch (LuaSyntaxException e) {
            throw new SyntaxException("script compilation failed: " + e.getMessage());
        }
    }

    /// A further user and a key with all that the user may do.
    public String keyOf(String did, Permission... permissions) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        granted.addAll(List.of(permissions));
        User user = users.add(Did.parse(did), User.Rank.ORDINARY, granted);
        return keys.make(user.id(), "test", EnumSet.allOf(Permission.class)).secret();
    }

    /// An answer.
    public record Answer(int status, String text, HttpResponse<byte[]> whole) {
        public Json.Members object() {
            return JsonText.parseObject(text);
        }

        /// The items of an array.
        public List<Json.Members> items() {
            return ((Json.Array) JsonText.parse(text))
                    .items().stream().map(Json.Members.class::cast).toList();
        }

        /// The member `error`.
        public String error() {
            return object().text("error").orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, TOKEN, "");
    }

    public Answer delete(String path) {
        return send("DELETE", path, TOKEN, "");
    }

    public Answer post(String path, String body) {
        return send("POST", path, TOKEN, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, TOKEN, body);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, TOKEN, body);
    }

    /// Sends a JSON body with a bearer token; neither when it is empty.
    public Answer send(String verb, String path, String token, String body) {
        HttpRequest.Builder request = request(path);
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        return send(request.method(verb, HttpRequest.BodyPublishers.ofString(body)));
    }

    /// A request to be completed and sent.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            return new Answer(answer.statusCode(), text, answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What comes back for a request of these lines, until the server closes the connection.
    public String raw(String... lines) throws IOException {
        String bytes = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public int port() {
        return server.port();
    }

    /// All events of the log, the newest first.
    public List<LoggedEvent> events() {
        log.flush();
        return log.find(EventQuery.newest(100)).events();
    }

    /// The types of all events of the log, the newest first.
    public List<String> eventTypes() {
        return events().stream().map(logged -> logged.event().type()).toList();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        log.close();
        store.close();
    }
}
