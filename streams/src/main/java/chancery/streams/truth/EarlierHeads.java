package chancery.streams.truth;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.streams.name.ProjectName;
import chancery.streams.stream.Stream;

/// Heads that an earlier version kept beside the changes: moves them into their own space, before
/// anybody writes to the stream. Each step is a batch; what is not moved when the process ends, the
/// next start moves.
public final class EarlierHeads {
    private static final int STEP = 5_000;

    private final KeyValue store;
    private final Keys keys;

    public EarlierHeads(KeyValue store, ProjectName project, Stream stream) {
        this.store = store;
        this.keys = new Keys(project, stream);
    }

    /// Whether there are some.
    public boolean any() {
        try (Scan scan = store.scan(keys.earlierHeads(), Direction.ASCENDING)) {
            return scan.next();
        }
    }

    /// Moves all of them; how many.
    public long move() {
        long moved = 0;
        while (true) {
            Batch batch = new Batch();
            int step = fill(batch);
            if (step == 0) {
                return moved;
            }
            if (!(store.commit(batch) instanceof Outcome.Committed)) {
                throw new IllegalStateException("a batch without conditions was refused");
            }
            moved += step;
        }
    }

    private int fill(Batch batch) {
        int step = 0;
        try (Scan scan = store.scan(keys.earlierHeads(), Direction.ASCENDING)) {
            while (step < STEP && scan.next()) {
                Key head = keys.head(scan.key());
                batch.put(head, scan.value());
                batch.delete(keys.partition().key(Space.STREAM, head.suffix()));
                step++;
            }
        }
        return step;
    }
}
