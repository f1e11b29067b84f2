package chancery.appview.dpop;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Expiries;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Sha256;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/// The proofs that were used. One is remembered, through restarts, for as long as it could be
/// believed again; its key is part of its name, so nobody uses up the names of others.
public final class ReplayGuard {
    private final Place place;
    private final Shelf<Value.Map> used;
    private final Expiries expiries;

    public ReplayGuard(KeyValue store, InstantSource clock) {
        this.place = Place.sessions(store);
        this.used = new Shelf<>(place, "proof", new AsIs());
        this.expiries = new Expiries(place, "proof-end", clock);
    }

    /// Rows that hold nothing: that they are there says all.
    private static final class AsIs implements Codec<Value.Map> {
        @Override
        public Value.Map encode(Value.Map row) {
            return row;
        }

        @Override
        public Value.Map decode(Value.Map kept) {
            return kept;
        }
    }

    /// Uses a proof up; whether it was fresh.
    ///
    /// @param until it is remembered
    boolean use(String thumbprint, String id, Instant until) {
        String hash = Base64Url.encode(Sha256.of(id.getBytes(StandardCharsets.UTF_8)));
        String name = thumbprint + "/" + hash;
        Batch batch = new Batch();
        used.add(batch, name, Value.Map.EMPTY);
        expiries.note(batch, until, name);
        return place.store().commit(batch) instanceof Outcome.Committed;
    }

    /// Forgets proofs that nobody would believe again; answers how many.
    public int sweep() {
        return expiries.sweep(used::delete);
    }
}
