package chancery.appview.access;

import chancery.appview.access.User.Rank;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;

import java.util.EnumSet;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How the first user comes in: whoever shows the one-time token that the operator has read at the
/// start. It is kept as its hash, counts while there is no user, and once.
public final class Bootstrap {
    private static final String PREFIX = "hvb_";
    private static final int SECRET_BYTES = 32;
    private static final String ROW = "token";

    private static final Codec<String> HASH =
            new Codec<>() {
                @Override
                public Value.Map encode(String hash) {
                    return Value.Map.builder().put("hash", hash).build();
                }

                @Override
                public String decode(Value.Map row) {
                    return Kept.text(row, "hash");
                }
            };

    private final KeyValue store;
    private final Users users;
    private final Shelf<String> shelf;
    private final RandomGenerator random;

    /// @param random a secure source
    public Bootstrap(KeyValue store, Users users, RandomGenerator random) {
        this.store = store;
        this.users = users;
        this.shelf = new Shelf<>(Place.registry(store), "bootstrap", HASH);
        this.random = random;
    }

    /// A token for the first user, in place of any earlier one; empty when there is a user.
    public Optional<String> token() {
        if (users.any()) {
            shelf.remove(ROW);
            return Optional.empty();
        }
        String token = Credential.random(random, PREFIX, SECRET_BYTES);
        shelf.put(ROW, Credential.hash(token));
        return Optional.of(token);
    }

    /// Makes this account the first user, who may do everything; empty when the token does not
    /// count.
    public Optional<User> claim(String token, Did did) {
        Optional<String> hash = shelf.find(ROW);
        if (hash.isEmpty() || !Credential.same(hash.get(), Credential.hash(token)) || users.any()) {
            return Optional.empty();
        }
        Batch batch = new Batch();
        shelf.require(batch, ROW, hash.get());
        shelf.delete(batch, ROW);
        User user = users.add(batch, did, Rank.SUPER, EnumSet.allOf(Permission.class));
        return store.commit(batch) instanceof Outcome.Committed
                ? Optional.of(user)
                : Optional.empty();
    }
}
