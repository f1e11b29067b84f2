package chancery.appview.truth;

import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;

/// Where a shelf stands.
public record Place(KeyValue store, Partition partition, Space space) {
    /// The partition of what is registered and set: it changes rarely and is read whole.
    public static final Partition REGISTRY = new Partition("appview");

    /// Among what is registered and set.
    public static Place registry(KeyValue store) {
        return new Place(store, REGISTRY, Space.META);
    }

    /// Among the events of the log, in a partition of their own.
    public static Place events(KeyValue store) {
        return new Place(store, new Partition("appview-events"), Space.SESSION);
    }

    /// Among what comes and goes with sessions, in a partition of its own.
    public static Place sessions(KeyValue store) {
        return new Place(store, new Partition("appview-sessions"), Space.SESSION);
    }
}
