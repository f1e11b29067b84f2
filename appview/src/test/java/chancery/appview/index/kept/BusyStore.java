package chancery.appview.index.kept;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Range;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;
import chancery.store.StoreBusyException;

import java.util.List;
import java.util.Optional;

/// A store that has no room for the first commits.
record BusyStore(KeyValue inner, int[] left) implements KeyValue {
    @Override
    public Outcome commit(Batch batch) {
        if (left[0]-- > 0) {
            throw new StoreBusyException("no room");
        }
        return inner.commit(batch);
    }

    @Override
    public Snapshot snapshot() {
        return inner.snapshot();
    }

    @Override
    public Log log(String name) {
        return inner.log(name);
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return inner.get(key);
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        return inner.getAll(space, keys);
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        return inner.scan(range, direction);
    }

    @Override
    public void close() {
        inner.close();
    }
}
