package chancery.appview.access;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Place;
import chancery.appview.truth.RowId;
import chancery.appview.truth.Shelf;
import chancery.appview.truth.TextCodec;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.web.Refusal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The keys of users of the admin API: `hv_` and 32 hexadecimal digits, shown once. A key is of no
/// use without its user.
public final class ApiKeys {
    /// How every key begins.
    public static final String PREFIX = "hv_";

    private static final int SECRET_BYTES = 16;
    private static final int SHOWN = 11;

    private final KeyValue store;
    private final Shelf<ApiKey> shelf;
    private final Shelf<String> hashes;
    private final AppViewLimits.Administration limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random a secure source
    public ApiKeys(
            KeyValue store,
            AppViewLimits.Administration limits,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.shelf = new Shelf<>(Place.registry(store), "api-key", ApiKey.CODEC);
        this.hashes = new Shelf<>(Place.registry(store), "api-key-hash", new TextCodec("id"));
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /// A key that was just made, with the text that nobody sees again.
    public record Made(ApiKey key, String secret) {}

    /// Makes a key.
    ///
    /// @throws Refusal of kind `CONFLICT` when the user has as many as one may
    public Made make(String userId, String name, Set<Permission> permissions) {
        makeRoom(of(userId));
        String secret = Credential.random(random, PREFIX, SECRET_BYTES);
        ApiKey key =
                new ApiKey(
                        RowId.random(random),
                        userId,
                        name,
                        secret.substring(0, SHOWN),
                        Credential.hash(secret),
                        permissions,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty());
        Batch batch = new Batch();
        shelf.add(batch, key.id(), key);
        hashes.add(batch, key.hash(), key.id());
        store.commit(batch);
        return new Made(key, secret);
    }

    /// Forgets the oldest revoked keys where there are as many as keys of use may be.
    private void makeRoom(List<ApiKey> known) {
        List<ApiKey> revoked = known.stream().filter(key -> key.revokedAt().isPresent()).toList();
        if (known.size() - revoked.size() >= limits.keysMax()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, "", "at most " + limits.keysMax() + " API keys");
        }
        revoked.stream().skip(limits.keysMax()).forEach(this::forget);
    }

    private void forget(ApiKey key) {
        Batch batch = new Batch();
        shelf.delete(batch, key.id());
        hashes.delete(batch, key.hash());
        store.commit(batch);
    }

    /// The key with this text that was not revoked. It is looked up by its hash, whose bytes say
    /// nothing about it, and compared in constant time.
    public Optional<ApiKey> find(String secret) {
        String hash = Credential.hash(secret);
        return hashes.find(hash)
                .flatMap(shelf::find)
                .filter(key -> Credential.same(key.hash(), hash))
                .filter(key -> key.revokedAt().isEmpty());
    }

    /// All keys of a user, the newest first.
    public List<ApiKey> of(String userId) {
        return shelf.all().stream()
                .filter(key -> key.userId().equals(userId))
                .sorted(
                        Comparator.comparing(ApiKey::createdAt)
                                .thenComparing(ApiKey::id)
                                .reversed())
                .toList();
    }

    /// Revokes a key of this user; empty when there is none.
    public Optional<ApiKey> revoke(String userId, String id) {
        return shelf.find(id)
                .filter(key -> key.userId().equals(userId))
                .flatMap(_ -> shelf.update(id, key -> key.revokedAt(clock.instant())));
    }

    /// Revokes all keys of a user.
    public void revokeAll(String userId) {
        of(userId).forEach(key -> revoke(userId, key.id()));
    }

    /// Notes when a key was used last.
    void used(String id, Instant moment) {
        shelf.update(id, key -> key.usedAt(moment));
    }
}
