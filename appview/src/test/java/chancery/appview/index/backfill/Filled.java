package chancery.appview.index.backfill;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;

/// What has been read of the repositories here. A test that counts what hooks do writes nothing
/// before its type of records has been filled: what comes in meanwhile is found twice.
public final class Filled {
    private static final Codec<Value.Map> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(Value.Map row) {
                    return row;
                }

                @Override
                public Value.Map decode(Value.Map row) {
                    return row;
                }
            };

    private Filled() {}

    /// Whether the repositories have been read for this type of records.
    public static boolean has(KeyValue store, String collection) {
        Place place = new Place(store, new Partition("appview-backfill"), Space.META);
        return new Shelf<>(place, "filled", CODEC).find(collection).isPresent();
    }
}
