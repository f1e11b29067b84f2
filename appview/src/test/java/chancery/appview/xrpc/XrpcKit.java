package chancery.appview.xrpc;

import chancery.appview.caller.Allowance;
import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Identified;
import chancery.appview.event.AppEvent;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.proxy.Authorities;
import chancery.appview.proxy.AuthorityCalls;
import chancery.appview.proxy.ProxyRules;
import chancery.appview.query.IndexKit;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptKit;
import chancery.appview.script.db.DbLibrary;
import chancery.appview.setting.Settings;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.auth.Access;
import chancery.web.auth.Caller;
import chancery.web.auth.Scope;
import chancery.web.http.Request;
import chancery.web.http.TestServer;
import chancery.web.limit.RateLimits;
import chancery.web.xrpc.XrpcRoutes;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The methods of an AppView over HTTP, with an index and stores in memory. Alice lives here and is
/// `Bearer alice`; Bob is `DPoP bob`, through the client [#KEY].
final class XrpcKit implements AutoCloseable {
    static final String KEY = "hvc_known";
    static final Did ALICE = Did.parse(IndexKit.ALICE);
    static final Did BOB = Did.parse(IndexKit.BOB);

    final IndexKit index = new IndexKit();
    final NotedWriters writers = new NotedWriters();
    final List<AppEvent> events = new CopyOnWriteArrayList<>();
    final Map<String, List<String>> dns = new HashMap<>();
    final Map<Did, DidDocument> documents = new HashMap<>();
    final List<Did> delegations = new ArrayList<>();
    final Settings settings;
    final Registry registry;
    final LexiconCalls calls;
    int waits;
    Allowance allowance = new Allowance(1_000, 1);
    volatile Instant now = Instant.parse("2026-05-19T10:00:00Z");

    private final PlainFetch fetch = new PlainFetch();
    private final TestServer server;

    XrpcKit() {
        this(AppViewLimits.Methods.STANDARD);
    }

    XrpcKit(AppViewLimits.Methods sizes) {
        MemoryStore store = new MemoryStore(System::nanoTime);
        InstantSource clock = () -> now;
        settings = new Settings(store, clock, Map.of());
        registry = new Registry(store, Catalog.EMPTY, new ScriptCompiler(), clock);
        LexiconAnswers answers = answers();
        AuthorityCalls foreign = foreign();
        calls = new LexiconCalls(registry, answers, foreign, AppViewLimits.Scripts.STANDARD);
        Callers callers = new SchemeCallers(XrpcKit::local, this::client, this::proven);
        ClientLimits limits =
                new ClientLimits(
                        new RateLimits(RateLimits.Switch.ON, clock),
                        settings,
                        new Allowance(50, 2),
                        100);
        RemoteMethods remote =
                new RemoteMethods(
                        callers,
                        limits,
                        new Profiles(
                                did -> Optional.ofNullable(documents.get(did)),
                                new NoRepositories(),
                                fetch),
                        writers,
                        sizes);
        XrpcRoutes routes =
                new XrpcRoutes(
                        List.of(
                                remote.overriding(),
                                new LexiconMethods(registry, callers, limits, answers, sizes),
                                remote.remaining(),
                                new SpaceMethods(settings),
                                new ForeignMethods(
                                        new ProxyRules(settings), foreign, callers, limits, sizes)),
                        XrpcKit::local,
                        () -> Catalog.EMPTY,
                        WebLimits.Bodies.STANDARD);
        server = TestServer.of(routes.mount());
    }

    private LexiconAnswers answers() {
        DbLibrary db = new DbLibrary(index.queries(), () -> waits++);
        return new LexiconAnswers(
                registry,
                new DefaultQuery(index.queries(), () -> waits++),
                new DefaultProcedure(writers),
                new ScriptRuns(ScriptKit.with(db).engine()::run, events::add, System::nanoTime),
                this::requireWriter);
    }

    private AuthorityCalls foreign() {
        return new AuthorityCalls(
                new Authorities(
                        name -> dns.getOrDefault(name, List.of()),
                        did -> Optional.ofNullable(documents.get(did)),
                        System::nanoTime),
                fetch);
    }

    private void requireWriter(AppCaller caller, Did account) {
        delegations.add(account);
        if (!account.equals(ALICE)) {
            throw Errors.refusal(Refusal.Kind.FORBIDDEN, "you are not a delegate of this account");
        }
    }

    private static Caller local(Request request, Access access) {
        if (request.header("authorization").equals(Optional.of("Bearer alice"))) {
            return new Caller.Session(ALICE, Scope.ACCESS);
        }
        throw Refusal.invalid("InvalidToken", "Token could not be verified");
    }

    private Optional<Identified.Client> client(String key) {
        return Optional.of(new Identified.Client("c1", KEY, allowance))
                .filter(client -> client.key().equals(key));
    }

    private Identified proven(Request request) {
        if (!request.header("authorization").equals(Optional.of("DPoP bob"))) {
            throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, "no matching DPoP session");
        }
        return new Identified(new AppCaller.Remote(BOB, "c1"), Optional.of(KEY), client(KEY));
    }

    /// An answer, read.
    record Answer(int status, Map<String, List<String>> headers, String text) {
        Json.Members json() {
            return JsonText.parseObject(text);
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /// Registers a lexicon.
    void register(String id, String main, LexiconEntry.Options options) {
        String document =
                "{\"lexicon\":1,\"id\":\"%s\",\"defs\":{\"main\":%s}}".formatted(id, main);
        registry.put(JsonText.parseObject(document), options, LexiconEntry.Origin.MANUAL);
    }

    /// Reads as nobody, through the known client.
    Answer get(String path) {
        return get(path, "x-client-key", KEY);
    }

    /// Reads with these headers.
    Answer get(String path, String... headers) {
        return send(server.request(path).GET(), headers);
    }

    /// Calls a procedure as Alice, through the known client.
    Answer post(String path, String body) {
        return post(path, body, "x-client-key", KEY, "authorization", "Bearer alice");
    }

    /// Calls a procedure with these headers.
    Answer post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                server.request(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request, headers);
    }

    Answer send(HttpRequest.Builder request, String... headers) {
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
            throw new IllegalStateException(e);
        }
    }

    /// An upload of so many bytes.
    HttpRequest.Builder blob(int size) {
        return server.request("/xrpc/com.atproto.repo.uploadBlob")
                .header("content-type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]));
    }

    HttpRequest.Builder request(String path) {
        return server.request(path);
    }

    @Override
    public void close() {
        server.close();
        fetch.close();
    }
}
