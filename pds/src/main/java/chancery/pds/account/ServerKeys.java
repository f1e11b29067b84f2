package chancery.pds.account;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Sealer;
import chancery.store.Space;

import java.security.SecureRandom;
import java.util.function.Supplier;

/// The secrets of this server itself, made at its first start and kept sealed: the rotation key
/// that signs operations of the did:plc directory, and the secret of session tokens.
public final class ServerKeys {
    private static final Partition PARTITION = new Partition("server");
    private static final int TOKEN_SECRET_BYTES = 32;

    private final KeyValue store;
    private final Sealer sealer;
    private final SecureRandom random;

    public ServerKeys(KeyValue store, Sealer sealer, SecureRandom random) {
        this.store = store;
        this.sealer = sealer;
        this.random = random;
    }

    /// The key with the server's authority over the identities it makes.
    public PrivateKey rotationKey() {
        byte[] secret =
                secret("rotation key", () -> PrivateKey.generate(Curve.K256, random).bytes());
        return PrivateKey.of(Curve.K256, secret);
    }

    /// The secret of session tokens, 32 bytes.
    public byte[] tokenSecret() {
        return secret("token secret", this::randomBytes);
    }

    private byte[] secret(String purpose, Supplier<byte[]> make) {
        Key key = PARTITION.key(Space.META, purpose);
        return store.get(key)
                .map(stored -> sealer.open("server", purpose, stored))
                .orElseGet(() -> create(key, purpose, make.get()));
    }

    private byte[] create(Key key, String purpose, byte[] plain) {
        byte[] row = sealer.seal("server", purpose, plain);
        Batch batch = new Batch().requireAbsent(key).put(key, row);
        return switch (store.commit(batch)) {
            case Outcome.Committed _ -> plain;
            case Outcome.Conflict _ ->
                    throw new IllegalStateException("two servers start on one store");
        };
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[TOKEN_SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
