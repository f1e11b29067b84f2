package chancery.appview.session;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ClientType;
import chancery.appview.client.Secrets;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.session.KeyDesk.Held;
import chancery.appview.session.OwnerProof.Claim;
import chancery.appview.session.RemoteSession.HeldKey;
import chancery.appview.session.RemoteSession.Host;
import chancery.appview.session.RemoteSession.Tokens;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.store.Sealer;
import chancery.web.Refusal;

import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Takes in the sessions that applications bring, and gives them up again.
public final class Deposits {
    private final KeyDesk desk;
    private final Sessions sessions;
    private final Rules rules;
    private final Vault vault;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Events events;

    public Deposits(KeyDesk desk, Sessions sessions, Rules rules, Sealer sealer, Means means) {
        this.desk = desk;
        this.sessions = sessions;
        this.rules = rules;
        this.vault = new Vault(sealer);
        this.secrets = means.secrets();
        this.clock = means.clock();
        this.events = means.events();
    }

    /// What a deposit has to keep to.
    ///
    /// @param lexicons documents that are registered here, for permission sets
    public record Rules(OwnerProof owners, Function<Nsid, Optional<Json.Members>> lexicons) {}

    /// What deposits take from outside.
    public record Means(Secrets secrets, InstantSource clock, Events events) {}

    /// Keeps a session, in place of an earlier one of this account with this application.
    ///
    /// @throws Refusal when the application may not deposit it
    public RemoteSession take(ApiClient client, Deposit deposit) {
        Held key = key(client, deposit);
        List<String> scopes = new ScopeRules(rules.lexicons).check(client, deposit.scopes());
        Claim claim = new Claim(deposit.did(), key.key(), deposit.tokens().access(), deposit.pds());
        RemoteSession session = session(client, deposit, key, scopes, rules.owners.require(claim));
        sessions.put(session);
        tell("dpop_session.created", client, deposit.did());
        return session;
    }

    private Held key(ApiClient client, Deposit deposit) {
        Held key =
                desk.find(deposit.provision())
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Refusal.Kind.NOT_FOUND, "", "DPoP key not found"));
        if (!key.row().clientId().equals(client.id())) {
            throw unauthenticated("provision_id does not belong to this client");
        }
        if (client.type() == ClientType.PUBLIC) {
            requireVerifier(key, deposit.verifier());
        }
        return key;
    }

    private static void requireVerifier(Held key, Optional<String> verifier) {
        String given =
                verifier.orElseThrow(() -> invalid("public clients must provide pkce_verifier"));
        String challenge =
                key.row().challenge().orElseThrow(() -> invalid("the key has no pkce_challenge"));
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.sha256(given));
        if (!Secrets.same(challenge, made)) {
            throw unauthenticated("PKCE verification failed");
        }
    }

    private RemoteSession session(
            ApiClient client, Deposit deposit, Held key, List<String> scopes, Optional<URI> host) {
        Did did = deposit.did();
        String name = RemoteSession.name(client.id(), did);
        Deposit.Tokens given = deposit.tokens();
        Tokens tokens =
                new Tokens(
                        vault.sealAccess(client.id(), did, given.access()),
                        Secrets.hash(given.access()),
                        given.refresh().map(text -> vault.sealRefresh(client.id(), did, text)),
                        given.expiresAt());
        return new RemoteSession(
                secrets.id(),
                client.id(),
                did,
                new HeldKey(vault.sealKey(name, key.key()), key.row().thumbprint()),
                tokens,
                List.of(),
                scopes,
                new Host(host, deposit.issuer()),
                false,
                clock.instant());
    }

    /// The session of this account with this application.
    ///
    /// @throws Refusal when there is none
    public RemoteSession require(ApiClient client, Did did) {
        return sessions.find(client.id(), did).orElseThrow(Deposits::absent);
    }

    /// Gives a session up.
    ///
    /// @throws Refusal when there is none
    public void end(ApiClient client, Did did) {
        if (!sessions.remove(client.id(), did)) {
            throw absent();
        }
        tell("dpop_session.deleted", client, did);
    }

    private void tell(String type, ApiClient client, Did did) {
        Json.Members detail = Json.Members.builder().put("client_id", client.id()).build();
        events.add(AppEvent.info(type, did.value(), detail).by(did.value()));
    }

    private static Refusal absent() {
        return new Refusal(Refusal.Kind.NOT_FOUND, "", "DPoP session not found");
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, "", message);
    }

    private static Refusal unauthenticated(String message) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, "", message);
    }
}
