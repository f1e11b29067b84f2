package chancery.appview.session;

import chancery.appview.client.Secrets;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.session.RemoteSession.Former;
import chancery.appview.session.RemoteSession.Tokens;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sessions of accounts that live elsewhere, one for each application and account, and the
/// tokens by which their applications name them.
public final class Sessions {
    private static final int PAGE = 256;

    private final Place place;
    private final Shelf<RemoteSession> rows;
    private final Shelf<Did> tokens;
    private final AppViewLimits.Sessions limits;
    private final InstantSource clock;

    public Sessions(KeyValue store, AppViewLimits.Sessions limits, InstantSource clock) {
        this.place = Place.sessions(store);
        this.rows = new Shelf<>(place, "session", new SessionCodec());
        this.tokens = new Shelf<>(place, "token", new Owner());
        this.limits = limits;
        this.clock = clock;
    }

    /// Whose token it is, as a row.
    private static final class Owner implements Codec<Did> {
        @Override
        public Value.Map encode(Did did) {
            return Value.Map.builder().put("did", did.value()).build();
        }

        @Override
        public Did decode(Value.Map kept) {
            return Did.parse(Kept.text(kept, "did"));
        }
    }

    /// What a token stands for.
    sealed interface Named {
        /// Nothing here.
        record Nothing() implements Named {}

        /// A session, but the token's time is over.
        record Ended() implements Named {}

        record Live(RemoteSession session) implements Named {}
    }

    /// The session of this account with this application.
    public Optional<RemoteSession> find(String clientId, Did did) {
        return rows.find(RemoteSession.name(clientId, did));
    }

    /// What this access token stands for with this application.
    Named named(String clientId, String token) {
        String hash = Secrets.hash(token);
        Optional<RemoteSession> session =
                tokens.find(clientId + "/" + hash).flatMap(did -> find(clientId, did));
        if (session.isEmpty()) {
            return new Named.Nothing();
        }
        Instant now = clock.instant();
        Tokens current = session.get().tokens();
        if (current.hash().equals(hash)) {
            return current.expiresAt().filter(end -> !now.isBefore(end)).isPresent()
                    ? new Named.Ended()
                    : new Named.Live(session.get());
        }
        Optional<Former> former =
                session.get().former().stream().filter(f -> f.hash().equals(hash)).findFirst();
        if (former.isEmpty()) {
            return new Named.Nothing();
        }
        return now.isBefore(former.get().until())
                ? new Named.Live(session.get())
                : new Named.Ended();
    }

    /// Puts a session in place of an earlier one of its name.
    void put(RemoteSession session) {
        while (true) {
            Optional<RemoteSession> before = rows.find(session.name());
            Batch batch = new Batch();
            before.ifPresent(old -> drop(batch, old));
            if (before.isEmpty()) {
                rows.add(batch, session.name(), session);
            } else {
                rows.put(batch, session.name(), session);
            }
            name(batch, session);
            if (place.store().commit(batch) instanceof Outcome.Committed) {
                return;
            }
        }
    }

    /// The session with other tokens in place of its own, which stay believed for a while; empty
    /// when the session is no longer what it was.
    Optional<RemoteSession> renew(RemoteSession session, Tokens fresh) {
        RemoteSession after = session.with(fresh, retired(session, fresh));
        Batch batch = new Batch();
        drop(batch, session);
        rows.put(batch, after.name(), after);
        name(batch, after);
        return place.store().commit(batch) instanceof Outcome.Committed
                ? Optional.of(after)
                : Optional.empty();
    }

    private List<Former> retired(RemoteSession session, Tokens fresh) {
        Instant now = clock.instant();
        List<Former> kept = new ArrayList<>();
        for (Former former : session.former()) {
            if (now.isBefore(former.until()) && !former.hash().equals(fresh.hash())) {
                kept.add(former);
            }
        }
        Tokens replaced = session.tokens();
        if (!replaced.hash().equals(fresh.hash())) {
            Instant until = replaced.expiresAt().orElse(now.plus(limits.formerLife()));
            kept.add(new Former(replaced.hash(), until));
        }
        int over = Math.max(0, kept.size() - limits.formerTokens());
        return kept.subList(over, kept.size());
    }

    /// Notes that a request was proven with this session.
    void use(RemoteSession session) {
        if (!session.used()) {
            rows.update(session.name(), RemoteSession::afterUse);
        }
    }

    /// Ends a session, unless it is no longer what it was; whether it ended.
    boolean end(RemoteSession session) {
        Batch batch = new Batch();
        end(batch, session);
        return place.store().commit(batch) instanceof Outcome.Committed;
    }

    /// Ends a session as part of a batch, which fails when it is no longer what it was.
    public void end(Batch batch, RemoteSession session) {
        drop(batch, session);
        rows.delete(batch, session.name());
    }

    /// Ends the session of this account with this application; whether there was one.
    public boolean remove(String clientId, Did did) {
        while (true) {
            Optional<RemoteSession> session = find(clientId, did);
            if (session.isEmpty() || end(session.get())) {
                return session.isPresent();
            }
        }
    }

    /// Ends all sessions with this application; answers how many there were.
    public int removeAll(String clientId) {
        int ended = 0;
        while (true) {
            List<RemoteSession> page =
                    rows.page(clientId + "/", PAGE).stream()
                            .map(Shelf.Entry::row)
                            .takeWhile(row -> row.clientId().equals(clientId))
                            .toList();
            if (page.isEmpty()) {
                return ended;
            }
            page.forEach(this::end);
            ended += page.size();
        }
    }

    private void name(Batch batch, RemoteSession session) {
        for (String hash : hashes(session)) {
            tokens.put(batch, session.clientId() + "/" + hash, session.did());
        }
    }

    private void drop(Batch batch, RemoteSession session) {
        rows.require(batch, session.name(), session);
        for (String hash : hashes(session)) {
            tokens.delete(batch, session.clientId() + "/" + hash);
        }
    }

    private static List<String> hashes(RemoteSession session) {
        List<String> hashes = new ArrayList<>(List.of(session.tokens().hash()));
        session.former().forEach(former -> hashes.add(former.hash()));
        return hashes;
    }
}
