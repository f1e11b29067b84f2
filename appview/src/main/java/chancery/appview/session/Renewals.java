package chancery.appview.session;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;
import chancery.appview.client.Secrets;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.session.RemoteSession.Tokens;
import chancery.appview.session.TokenIssuer.Grant;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Renews sessions whose token was refused: once for all who ask at the same time, and never over
/// tokens that another node got meanwhile.
final class Renewals {
    private static final int ROUNDS = 8;

    private final Sessions sessions;
    private final ApiClients clients;
    private final TokenIssuer issuer;
    private final Vault vault;
    private final Events events;
    private final ConcurrentMap<String, CompletableFuture<Optional<RemoteSession>>> running =
            new ConcurrentHashMap<>();

    Renewals(
            Sessions sessions, ApiClients clients, TokenIssuer issuer, Vault vault, Events events) {
        this.sessions = sessions;
        this.clients = clients;
        this.issuer = issuer;
        this.vault = vault;
        this.events = events;
    }

    /// The session with tokens other than those that were refused; empty when it is over.
    ///
    /// @throws chancery.web.Refusal when the authorization server cannot be asked, or fails
    Optional<RemoteSession> renew(RemoteSession refused) {
        for (int i = 0; i < ROUNDS; i++) {
            Optional<RemoteSession> renewed = joined(refused);
            // Whoever joins late may be told of the tokens that were refused just now.
            if (renewed.filter(session -> same(session, refused)).isEmpty()) {
                return renewed;
            }
        }
        return Optional.empty();
    }

    private Optional<RemoteSession> joined(RemoteSession refused) {
        CompletableFuture<Optional<RemoteSession>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<RemoteSession>> other =
                running.putIfAbsent(refused.name(), mine);
        if (other != null) {
            return result(other);
        }
        try {
            mine.complete(alone(refused));
        } catch (RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
        } finally {
            running.remove(refused.name(), mine);
        }
        return result(mine);
    }

    private static Optional<RemoteSession> result(
            CompletableFuture<Optional<RemoteSession>> renewal) {
        try {
            return renewal.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private Optional<RemoteSession> alone(RemoteSession refused) {
        Optional<RemoteSession> now = sessions.find(refused.clientId(), refused.did());
        Optional<ApiClient> client = clients.find(refused.clientId());
        if (now.isEmpty() || client.isEmpty() || !same(now.get(), refused)) {
            return client.isEmpty() ? Optional.empty() : now;
        }
        RemoteSession session = now.get();
        Optional<byte[]> sealed = session.tokens().refresh();
        if (sealed.isEmpty()) {
            return ended(session);
        }
        String refresh = vault.refresh(session, sealed.get());
        return switch (issuer.refresh(client.get(), session, vault.key(session), refresh)) {
            case Grant.Invalid _ -> ended(session);
            case Grant.Fresh fresh -> kept(session, fresh, sealed.get());
        };
    }

    private Optional<RemoteSession> kept(RemoteSession session, Grant.Fresh fresh, byte[] sealed) {
        Tokens tokens =
                new Tokens(
                        vault.sealAccess(session.clientId(), session.did(), fresh.access()),
                        Secrets.hash(fresh.access()),
                        Optional.of(
                                fresh.refresh()
                                        .map(text -> sealedRefresh(session, text))
                                        .orElse(sealed)),
                        fresh.expiresAt());
        Optional<RemoteSession> current = Optional.of(session);
        while (current.isPresent() && same(current.get(), session)) {
            Optional<RemoteSession> after = sessions.renew(current.get(), tokens);
            if (after.isPresent()) {
                return after;
            }
            current = sessions.find(session.clientId(), session.did());
        }
        return current;
    }

    private byte[] sealedRefresh(RemoteSession session, String token) {
        return vault.sealRefresh(session.clientId(), session.did(), token);
    }

    /// Ends the session, unless it has other tokens by now: then those count.
    private Optional<RemoteSession> ended(RemoteSession session) {
        Optional<RemoteSession> current = Optional.of(session);
        while (current.isPresent() && same(current.get(), session)) {
            if (sessions.end(current.get())) {
                Json.Members detail =
                        Json.Members.builder().put("client_id", session.clientId()).build();
                events.add(AppEvent.info("dpop_session.deleted", session.did().value(), detail));
                return Optional.empty();
            }
            current = sessions.find(session.clientId(), session.did());
        }
        return current;
    }

    private static boolean same(RemoteSession one, RemoteSession other) {
        return one.tokens().hash().equals(other.tokens().hash());
    }
}
