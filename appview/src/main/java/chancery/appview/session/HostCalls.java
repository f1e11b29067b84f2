package chancery.appview.session;

import chancery.appview.client.ApiClients;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.ProvenFetch.Call;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.Sealer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/// Calls of methods at the hosts of accounts, with the sessions that applications deposited. A
/// token that is refused is renewed, and the call made once more.
public final class HostCalls {
    private final Sessions sessions;
    private final DidResolver dids;
    private final ProvenFetch fetch;
    private final Vault vault;
    private final Renewals renewals;

    public HostCalls(
            Sessions sessions, ApiClients clients, Reach reach, Sealer sealer, Means means) {
        this.sessions = sessions;
        this.dids = reach.dids();
        this.fetch = reach.fetch();
        this.vault = new Vault(sealer);
        TokenIssuer issuer =
                new TokenIssuer(
                        reach.dids(), reach.fetch(), means.clock(), means.limits().tokenMax());
        clients.onRemoved(client -> sessions.removeAll(client.id()));
        this.renewals = new Renewals(sessions, clients, issuer, vault, means.events());
    }

    /// How hosts are found and asked.
    public record Reach(DidResolver dids, ProvenFetch fetch) {}

    /// What calls take from outside.
    public record Means(InstantSource clock, AppViewLimits.Sessions limits, Events events) {}

    /// How a call ended.
    sealed interface Called {
        /// The host answered.
        record Answered(Fetch.Answer answer) implements Called {
            boolean good() {
                return answer.status() >= 200 && answer.status() < 300;
            }

            String text() {
                return new String(answer.body(), StandardCharsets.UTF_8);
            }

            Json.Members json() {
                return object(answer);
            }
        }

        /// There is no session with the host, or not any more.
        record LoggedOut() implements Called {}
    }

    /// Calls a procedure at the host of this account.
    ///
    /// @throws chancery.web.Refusal when the host, or its authorization server, does not answer
    Called post(String clientId, Did did, String method, String contentType, byte[] body) {
        Optional<RemoteSession> session = sessions.find(clientId, did);
        if (session.isEmpty()) {
            return new Called.LoggedOut();
        }
        Fetch.Answer answer = exchange(session.get(), method, contentType, body);
        if (!refusesToken(answer)) {
            return new Called.Answered(answer);
        }
        return renewals.renew(session.get())
                .<Called>map(
                        renewed ->
                                new Called.Answered(exchange(renewed, method, contentType, body)))
                .orElseGet(Called.LoggedOut::new);
    }

    private Fetch.Answer exchange(
            RemoteSession session, String method, String contentType, byte[] body) {
        URI host = session.host().pds().orElseGet(() -> Hosts.of(dids, session.did()));
        Call call = Call.post(Hosts.method(host, method), vault.access(session), contentType, body);
        return fetch.send(vault.key(session), call);
    }

    /// Older hosts say with a 400 that a token has expired.
    private static boolean refusesToken(Fetch.Answer answer) {
        return answer.status() == 401
                || (answer.status() == 400
                        && object(answer).text("error").filter("ExpiredToken"::equals).isPresent());
    }

    private static Json.Members object(Fetch.Answer answer) {
        try {
            return JsonText.parseObject(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (SyntaxException _) {
            return Json.Members.EMPTY;
        }
    }
}
