package chancery.pds.session;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.pds.expiry.ExpiryLog;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.web.Refusal;
import chancery.web.auth.Scope;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// Sessions by password. A refresh token is used once; the same old token gives the same successor
/// until that successor was used or two hours have gone by, so that racing and repeated refreshes
/// work. After that its use means that it was stolen: the whole family ends.
public final class Sessions {
    private static final Duration GRACE = Duration.ofHours(2);
    private static final int ID_BYTES = 32;
    private static final int ATTEMPTS = 16;

    private final KeyValue store;
    private final SessionTokens tokens;
    private final ExpiryLog expiry;
    private final SecureRandom random;
    private final InstantSource clock;

    public Sessions(
            KeyValue store, SessionTokens tokens, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.expiry = new ExpiryLog(store, "refresh", SessionTokens.REFRESH_LIFE, clock);
        this.random = random;
        this.clock = clock;
    }

    /// The two tokens a client gets.
    public record Pair(String access, String refresh) {}

    /// Opens a session, in `batch` or on its own.
    public Pair open(Did did, Scope scope) {
        Batch batch = new Batch();
        Pair pair = open(batch, did, scope);
        store.commit(batch);
        return pair;
    }

    /// Opens a session as part of a batch.
    public Pair open(Batch batch, Did did, Scope scope) {
        String id = newId();
        put(batch, did, id, new RefreshRow(id, Optional.empty(), Optional.empty()));
        return new Pair(tokens.access(did, scope), tokens.refresh(did, id));
    }

    /// The next tokens for a refresh token.
    ///
    /// @throws Refusal `ExpiredToken` when it was revoked, or used too late
    public Pair refresh(Did did, String id) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Pair> pair = tryRefresh(did, id);
            if (pair.isPresent()) {
                return pair.get();
            }
        }
        throw new Refusal(
                Refusal.Kind.UNAVAILABLE, "NotEnoughResources", "Too many refreshes at once");
    }

    /// Ends the session that this refresh token belongs to.
    public void close(Did did, String id) {
        store.get(RefreshRow.key(did, id))
                .map(RefreshRow::decode)
                .ifPresent(row -> endFamily(did, row.family()));
    }

    /// Removes refresh tokens whose time is over; answers how many.
    public int sweep() {
        return expiry.sweep(
                what -> {
                    Did did = new Did(what.text("did").orElseThrow());
                    String id = what.text("id").orElseThrow();
                    store.commit(new Batch().delete(RefreshRow.key(did, id)));
                });
    }

    /// Empty when somebody else was quicker and the state has to be read again.
    private Optional<Pair> tryRefresh(Did did, String id) {
        Key key = RefreshRow.key(did, id);
        byte[] stored = store.get(key).orElseThrow(Sessions::revoked);
        RefreshRow row = RefreshRow.decode(stored);
        if (row.next().isPresent()) {
            return Optional.of(repeat(did, row, row.next().get()));
        }
        String successor = newId();
        RefreshRow rotated = row.rotated(successor, clock.instant());
        Batch batch = new Batch().requireEqual(key, stored).put(key, rotated.encode());
        put(
                batch,
                did,
                successor,
                new RefreshRow(row.family(), Optional.empty(), Optional.empty()));
        return switch (store.commit(batch)) {
            case Outcome.Committed _ -> Optional.of(pair(did, successor));
            case Outcome.Conflict _ -> Optional.empty();
        };
    }

    private Pair repeat(Did did, RefreshRow row, String successor) {
        boolean late =
                row.rotatedAt().map(at -> at.plus(GRACE).isBefore(clock.instant())).orElse(true);
        boolean fresh =
                store.get(RefreshRow.key(did, successor))
                        .map(RefreshRow::decode)
                        .filter(next -> next.next().isEmpty())
                        .isPresent();
        if (late || !fresh) {
            endFamily(did, row.family());
            throw revoked();
        }
        return pair(did, successor);
    }

    private Pair pair(Did did, String id) {
        return new Pair(tokens.access(did, Scope.ACCESS), tokens.refresh(did, id));
    }

    private void put(Batch batch, Did did, String id, RefreshRow row) {
        batch.put(RefreshRow.key(did, id), row.encode());
        expiry.add(batch, Value.Map.builder().put("did", did.value()).put("id", id).build());
    }

    private void endFamily(Did did, String family) {
        Key prefix = RefreshRow.prefix(did);
        Batch batch = new Batch();
        try (Scan scan = store.scan(Range.prefix(prefix), Direction.ASCENDING)) {
            while (scan.next()) {
                if (RefreshRow.decode(scan.value()).family().equals(family)) {
                    batch.delete(new Key(prefix.space(), prefix.partition(), scan.key()));
                }
            }
        }
        store.commit(batch);
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getEncoder().withoutPadding().encodeToString(id);
    }

    private static Refusal revoked() {
        return Refusal.invalid("ExpiredToken", "Token has been revoked");
    }
}
