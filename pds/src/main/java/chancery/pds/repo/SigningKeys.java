package chancery.pds.repo;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Sealer;
import chancery.store.Space;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.security.SecureRandom;

/// The keys that sign repositories: one per account, sealed at rest and bound to the account. The
/// last used are kept open, bounded.
public final class SigningKeys {
    private static final String PURPOSE = "signing key";
    private static final int OPEN_MAX = 10_000;

    private final KeyValue store;
    private final Sealer sealer;
    private final SecureRandom random;
    private final Cache<Did, PrivateKey> open = Caffeine.newBuilder().maximumSize(OPEN_MAX).build();

    public SigningKeys(KeyValue store, Sealer sealer, SecureRandom random) {
        this.store = store;
        this.sealer = sealer;
        this.random = random;
    }

    /// A new key on the protocol's usual curve.
    public PrivateKey generate() {
        return PrivateKey.generate(Curve.K256, random);
    }

    /// Adds the key of a new account to the batch that writes it.
    public void create(Batch batch, Did did, PrivateKey key) {
        batch.put(row(did), sealer.seal(did.value(), PURPOSE, key.bytes()));
    }

    /// The key of an account.
    public PrivateKey get(Did did) {
        return open.get(did, this::load);
    }

    private PrivateKey load(Did did) {
        byte[] row =
                store.get(row(did))
                        .orElseThrow(() -> new IllegalStateException(did + " has no signing key"));
        return PrivateKey.of(Curve.K256, sealer.open(did.value(), PURPOSE, row));
    }

    private static Key row(Did did) {
        return new Partition(did.value()).key(Space.ACCOUNT, "key");
    }
}
