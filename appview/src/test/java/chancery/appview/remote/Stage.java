package chancery.appview.remote;

import chancery.appview.access.AdminCaller;
import chancery.appview.caller.Allowance;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.client.Secrets;
import chancery.appview.dpop.ProofCheck;
import chancery.appview.dpop.ProofMaker;
import chancery.appview.dpop.ReplayGuard;
import chancery.appview.event.AppEvent;
import chancery.appview.http.admin.AdminRoutes;
import chancery.appview.http.admin.client.ClientRoutes;
import chancery.appview.http.oauth.ClientGate;
import chancery.appview.http.oauth.OauthRoutes;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.Deposits;
import chancery.appview.session.HostOwnerProof;
import chancery.appview.session.KeyDesk;
import chancery.appview.session.OwnerProof;
import chancery.appview.session.ProofLogin;
import chancery.appview.session.ProvenFetch;
import chancery.appview.session.Sessions;
import chancery.appview.truth.Place;
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
import chancery.web.WebLimits;
import chancery.web.egress.GuardedFetch;
import chancery.web.limit.RateLimits;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server of ours with everything about applications and their sessions, on loopback, and the
/// accounts of a small world.
public final class Stage implements AutoCloseable {
    public static final AppViewLimits.Sessions LIMITS = AppViewLimits.Sessions.STANDARD;

    public final Clock clock = new Clock();
    public final MemoryStore store = new MemoryStore(System::nanoTime);
    public final Sealer sealer;
    public final ApiClients clients;
    public final Sessions sessions;
    public final KeyDesk desk;
    public final ReplayGuard replays;
    public final ProvenFetch fetch;
    public final ProofLogin login;
    public final ProofCallers callers;
    public final List<AppEvent> events = new CopyOnWriteArrayList<>();
    public final Map<String, Json.Members> lexicons = new ConcurrentHashMap<>();
    public final Map<Did, DidDocument> documents = new ConcurrentHashMap<>();
    private final Loopback server = Loopback.empty();
    private final GuardedFetch egress;
    private final Secrets secrets;

    /// @param hosts that may be reached
    public Stage(Host... hosts) {
        SecureRandom random = new SecureRandom();
        Set<String> allow = new HashSet<>();
        List.of(hosts).forEach(host -> allow.add("localhost:" + host.port()));
        sealer = new Sealer(MasterKey.of(new byte[32]), List.of(), random);
        secrets = new Secrets(random);
        clients = new ApiClients(store, secrets, AppViewLimits.Clients.STANDARD, clock);
        sessions = new Sessions(store, LIMITS, clock);
        clients.onRemoved(client -> sessions.removeAll(client.id()));
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
        callers =
                new ProofCallers(
                        clients, new KnownClients(clients, () -> Allowance.STANDARD), login);
        mountOauth(new HostOwnerProof(resolver(), fetch));
        mountAdmin();
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
