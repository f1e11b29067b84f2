package chancery.streams.sign;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Sealer;
import chancery.store.Space;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// The key that cursors and tokens are signed with: made once, and kept sealed.
public final class SigningKey {
    private static final String OWNER = "streams";
    private static final String PURPOSE = "signing-key";
    private static final Key PLACE = new Partition(OWNER).key(Space.META, PURPOSE);

    private SigningKey() {}

    /// A signer with the key of this store.
    ///
    /// @param random a secure source
    public static Signer signer(KeyValue store, Sealer sealer, RandomGenerator random) {
        Optional<byte[]> kept = store.get(PLACE);
        if (kept.isEmpty()) {
            byte[] fresh = new byte[Signer.KEY_BYTES];
            random.nextBytes(fresh);
            byte[] sealed = sealer.seal(OWNER, PURPOSE, fresh);
            // Whoever comes first; the key that is there afterwards is the one of all.
            store.commit(new Batch().requireAbsent(PLACE).put(PLACE, sealed));
            kept = store.get(PLACE);
        }
        return new Signer(sealer.open(OWNER, PURPOSE, kept.orElseThrow()));
    }
}
