package chancery.appview.remote;

import chancery.appview.access.AdminCaller;
import chancery.appview.caller.Allowance;
import chancery.appview.caller.AppCaller;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.client.Secrets;
import chancery.appview.delegation.Delegation;
import chancery.appview.dpop.ProofCheck;
import chancery.appview.dpop.ProofMaker;
import chancery.appview.dpop.ReplayGuard;
import chancery.appview.event.AppEvent;
import chancery.appview.http.Answers;
import chancery.appview.http.Body;
import chancery.appview.http.Errors;
import chancery.appview.http.admin.AdminRoutes;
import chancery.appview.http.admin.client.ClientRoutes;
import chancery.appview.http.oauth.ClientGate;
import chancery.appview.http.oauth.OauthRoutes;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.session.Deposits;
import chancery.appview.session.HostCalls;
import chancery.appview.session.HostOwnerProof;
import chancery.appview.session.HostWriter;
import chancery.appview.session.KeyDesk;
import chancery.appview.session.OwnerProof;
import chancery.appview.session.ProofLogin;
import chancery.appview.session.ProvenFetch;
import chancery.appview.session.Sessions;
import chancery.appview.truth.Place;
import chancery.appview.xrpc.Callers;
import chancery.appview.xrpc.SchemeCallers;
import chancery.appview.xrpc.remote.ClientMethods;
import chancery.appview.xrpc.remote.DelegationMethods;
import chancery.appview.xrpc.remote.KnownClients;
import chancery.appview.xrpc.remote.ProofCallers;
import chancery.atproto.data.DagJson;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryStore;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedFetch;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.limit.RateLimits;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A server of ours with everything about applications and their sessions, on loopback, and the
/// accounts of a small world.
public final class Stage implements AutoCloseable {
    public static final AppViewLimits.Sessions LIMITS = AppViewLimits.Sessions.STANDARD;

    public static final int UPLOAD_BYTES = 1_000;

    public final Clock clock = new Clock();
    public final MemoryStore store = new MemoryStore(System::nanoTime);
    public final Sealer sealer;
    public final ApiClients clients;
    public final Sessions sessions;
    public final KeyDesk desk;
    public final ReplayGuard replays;
    public final ProvenFetch fetch;
    public final ProofLogin login;
    public final Callers callers;
    public final List<AppEvent> events = new CopyOnWriteArrayList<>();
    public final Map<String, Json.Members> lexicons = new ConcurrentHashMap<>();
    public final Map<Did, DidDocument> documents = new ConcurrentHashMap<>();
    public final Delegation delegation;
    public final HostWriter writer;
    private final Loopback server = Loopback.empty();
    private final GuardedFetch egress;
    private final Secrets secrets;

    /// @param hosts that may be reached
    public Stage(Host... hosts) {
        this(
                Stream.of(hosts)
                        .map(host -> "localhost:" + host.port())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// @param allow `host:port` of places that may be reached
    public Stage(Set<String> allow) {
        SecureRandom random = new SecureRandom();
        sealer = new Sealer(MasterKey.of(new byte[32]), List.of(), random);
        secrets = new Secrets(random);
        clients = new ApiClients(store, secrets, AppViewLimits.Clients.STANDARD, clock);
        sessions = new Sessions(store, LIMITS, clock);
        desk =
                new KeyDesk(
                        Place.sessions(store),
                        sealer,
                        new KeyDesk.Surroundings(secrets, random, clock, LIMITS, events::add));
        replays = new ReplayGuard(store, clock);
        egress =
                new GuardedFetch(
                        _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                        allow,
                        WebLimits.Egress.STANDARD);
        fetch = new ProvenFetch(egress, new ProofMaker(clock, random), LIMITS);
        login =
                new ProofLogin(
                        sessions,
                        new ProofCheck(
                                () -> List.of(URI.create(server.url())), replays, LIMITS, clock));
        KnownClients known = new KnownClients(clients, () -> Allowance.STANDARD);
        callers =
                new SchemeCallers(
                        (_, _) -> {
                            throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, "not from here");
                        },
                        known::find,
                        new ProofCallers(clients, known, login));
        delegation = new Delegation(store, LIMITS, sessions, clock, events::add);
        writer =
                new HostWriter(
                        new HostCalls(
                                sessions,
                                clients,
                                new HostCalls.Reach(resolver(), fetch),
                                sealer,
                                new HostCalls.Means(clock, LIMITS, events::add)),
                        UPLOAD_BYTES);
        mountOauth(new HostOwnerProof(resolver(), fetch));
        mountAdmin();
        mountMethods();
    }

    private void mountMethods() {
        List<Methods> sources =
                List.of(
                        DelegationMethods.of(delegation, callers),
                        ClientMethods.of(clients, _ -> false, events::add, callers));
        server.mount(
                List.of(
                        Mount.post(Door.APPVIEW, "/xrpc/com.example.write", this::write),
                        Mount.below(Door.APPVIEW, "/xrpc/", request -> method(sources, request))));
    }

    private static Response method(List<Methods> sources, Request request) {
        Nsid nsid = Nsid.parse(request.path().substring("/xrpc/".length()));
        return sources.stream()
                .flatMap(source -> source.find(nsid, request).stream())
                .map(found -> ((XrpcMethod.Delegated) found).handler().handle(request))
                .findFirst()
                .orElseThrow();
    }

    /// Writes a record in the name of the caller, or of an account it may write for.
    private Response write(Request request) {
        return Errors.wrapped(
                        it -> {
                            AppCaller.Remote caller =
                                    (AppCaller.Remote) callers.identify(it).caller();
                            Json.Members input = Body.object(it);
                            Did repo =
                                    input.text("delegateDid").map(Did::parse).orElse(caller.did());
                            delegation.requireWriter(caller, repo);
                            RepoWrite create =
                                    new RepoWrite.Create(
                                            Nsid.parse("com.example.note"),
                                            Optional.empty(),
                                            input.without("delegateDid"));
                            WriteOutcome outcome = writer.write(caller, repo, create);
                            return switch (outcome) {
                                case WriteOutcome.Written(var results) ->
                                        Answers.json(200, results.getFirst().answer());
                                case WriteOutcome.Refused(var status, var body) ->
                                        Answers.json(status, body);
                                case WriteOutcome.Conflict(var text) ->
                                        Errors.response(409, "", text);
                                case WriteOutcome.LoggedOut(var text) ->
                                        Errors.response(401, "", text);
                            };
                        })
                .handle(request);
    }

    private void mountOauth(OwnerProof owners) {
        Deposits deposits =
                new Deposits(
                        desk,
                        sessions,
                        new Deposits.Rules(owners, this::lexicon),
                        sealer,
                        new Deposits.Means(secrets, clock, events::add));
        RateLimits rates = new RateLimits(RateLimits.Switch.OFF, clock);
        server.mount(
                new OauthRoutes(new ClientGate(clients, login), desk, deposits, LIMITS, rates)
                        .mounts());
    }

    private void mountAdmin() {
        AdminCaller admin = new AdminCaller("did:plc:admin", "1", true, Set.of());
        ClientRoutes routes =
                new ClientRoutes(
                        clients,
                        url -> url.equals("https://own.example/oauth-client-metadata.json"),
                        events::add);
        server.mount(List.of(new AdminRoutes(_ -> admin, routes.routes(), events::add).mount()));
    }

    private Optional<Json.Members> lexicon(Nsid nsid) {
        return Optional.ofNullable(lexicons.get(nsid.value()));
    }

    /// Who is who in this world.
    public DidResolver resolver() {
        return did -> Optional.ofNullable(documents.get(did));
    }

    /// An account that lives at this host.
    public Did account(String name, Host host) {
        Did did = Did.parse("did:plc:" + name);
        String json =
                """
                {"id":"%s","alsoKnownAs":["at://%s.test"],"service":[{"id":"#atproto_pds",
                "type":"AtprotoPersonalDataServer","serviceEndpoint":"%s"}]}
                """
                        .formatted(did, name, host.url());
        documents.put(did, DidDocument.of(DagJson.parseMap(json.getBytes(StandardCharsets.UTF_8))));
        return did;
    }

    /// A draft of an application.
    public static ClientDraft draft(String name, ClientType type, String scopes) {
        String site = "https://" + name + ".example";
        return new ClientDraft(
                new Profile(
                        name,
                        site + "/client.json",
                        site,
                        List.of(site + "/back"),
                        scopes,
                        List.of()),
                type,
                Rates.NONE,
                new Descent("did:plc:admin", Optional.empty(), Optional.empty()));
    }

    /// An application.
    public App app(String name, ClientType type, String scopes) {
        return new App(this, clients.create(draft(name, type, scopes)));
    }

    /// A confidential application with the usual scopes.
    public App app(String name) {
        return app(name, ClientType.CONFIDENTIAL, "atproto transition:generic");
    }

    /// The application of this key, which was registered in another way.
    public App known(String key, String secret) {
        ApiClient client = clients.active(key).orElseThrow();
        return new App(this, new ApiClients.Made(client, Optional.of(secret)));
    }

    /// The one event of this type.
    public AppEvent event(String type) {
        return events.stream().filter(e -> e.type().equals(type)).findFirst().orElseThrow();
    }

    public Loopback server() {
        return server;
    }

    public String url() {
        return server.url();
    }

    /// A request to this server.
    public Ask ask(String verb, String path) {
        return new Ask(url() + path, verb);
    }

    /// The client of this row, as it is now.
    public ApiClient client(String id) {
        return clients.find(id).orElseThrow();
    }

    /// A JSON object.
    public static Json.Members object(String json) {
        return JsonText.parseObject(json.replace('\'', '"'));
    }

    @Override
    public void close() {
        server.close();
        egress.close();
        store.close();
    }
}
