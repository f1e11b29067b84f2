package chancery.appview.http.oauth;

import chancery.appview.client.ApiClient;
import chancery.appview.dpop.Jwk;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.Deposit;
import chancery.appview.session.Deposits;
import chancery.appview.session.KeyDesk;
import chancery.appview.session.RemoteSession;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.http.Credentials;
import chancery.web.http.Door;
import chancery.web.http.Handler;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.limit.RateLimit;
import chancery.web.limit.RateLimits;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `/oauth/dpop-keys` and `/oauth/sessions`: an application is lent a key, logs its user in with
/// it, and deposits the tokens.
public final class OauthRoutes {
    private static final String KEYS = "/oauth/dpop-keys";
    private static final String SESSIONS = "/oauth/sessions";
    private static final int CHALLENGE_MAX = 128;
    private static final RateLimit PER_ADDRESS =
            new RateLimit("appview-oauth", 300, Duration.ofMinutes(5));

    private final ClientGate gate;
    private final KeyDesk desk;
    private final Deposits deposits;
    private final AppViewLimits.Sessions limits;
    private final RateLimits rates;

    public OauthRoutes(
            ClientGate gate,
            KeyDesk desk,
            Deposits deposits,
            AppViewLimits.Sessions limits,
            RateLimits rates) {
        this.gate = gate;
        this.desk = desk;
        this.deposits = deposits;
        this.limits = limits;
        this.rates = rates;
    }

    /// What to mount.
    public List<Mount> mounts() {
        return List.of(
                with(Mount.post(Door.APPVIEW, KEYS, limited(this::provision))),
                with(Mount.post(Door.APPVIEW, SESSIONS, limited(this::deposit))),
                with(Mount.below(Door.APPVIEW, SESSIONS + "/", limited(this::session))));
    }

    private static Mount with(Mount mount) {
        return mount.with(Credentials.BY_METHOD);
    }

    private Handler limited(Handler handler) {
        return Errors.wrapped(
                request -> {
                    String address = request.client().getHostAddress();
                    rates.charge(List.of(new RateLimits.Charge(PER_ADDRESS, address, 1)));
                    return handler.handle(request);
                });
    }

    private Response provision(Request request) {
        Optional<String> challenge = challenge(request);
        ApiClient client = gate.require(request);
        KeyDesk.Provisioned made = desk.provision(client, challenge);
        return Answers.json(
                201,
                Json.Members.builder()
                        .put("provision_id", made.id())
                        .put("dpop_key", Jwk.of(made.key()))
                        .build());
    }

    private static Optional<String> challenge(Request request) {
        if (request.header("x-client-key").isEmpty()) {
            throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, "X-Client-Key header required");
        }
        Optional<String> challenge =
                request.hasBody() ? Input.of(request).findText("pkce_challenge") : Optional.empty();
        if (challenge.isEmpty() && ClientGate.secret(request).isEmpty()) {
            throw Errors.invalid("public clients must provide pkce_challenge");
        }
        challenge.ifPresent(OauthRoutes::requireChallenge);
        return challenge;
    }

    private static void requireChallenge(String text) {
        if (text.isEmpty() || text.length() > CHALLENGE_MAX) {
            throw Errors.invalid("invalid pkce_challenge");
        }
    }

    private Response deposit(Request request) {
        ApiClient client = gate.require(request);
        Deposit deposit = DepositBody.read(Input.of(request), limits);
        RemoteSession session = deposits.take(client, deposit);
        return Answers.json(201, view(session).with("session_id", new Json.Text(session.id())));
    }

    private Response session(Request request) {
        Did did = DepositBody.did(request.path().substring(SESSIONS.length() + 1));
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                ApiClient client = gate.require(request, did);
                yield Answers.json(200, view(deposits.require(client, did)));
            }
            case "DELETE" -> {
                deposits.end(gate.require(request, did), did);
                yield Answers.done();
            }
            default -> throw Errors.refusal(Refusal.Kind.NOT_ALLOWED, "method not allowed");
        };
    }

    private static Json.Members view(RemoteSession session) {
        return Json.Members.builder()
                .put("did", session.did().value())
                .put("scopes", Json.texts(session.scopes()))
                .build();
    }
}
