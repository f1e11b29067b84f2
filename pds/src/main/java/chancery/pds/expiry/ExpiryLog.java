package chancery.pds.expiry;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// The index by time of entries that all live equally long: a log, whose order is the order of
/// their ends. Entries are added in the batch that writes what will end.
public final class ExpiryLog {
    private static final int PAGE = 256;
    private static final long PAGE_BYTES = 1 << 20;

    private final KeyValue store;
    private final String name;
    private final Duration lifetime;
    private final InstantSource clock;

    public ExpiryLog(KeyValue store, String name, Duration lifetime, InstantSource clock) {
        this.store = store;
        this.name = "expiry/" + name;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// Notes in `batch` that what `payload` names ends one lifetime from now.
    public void add(Batch batch, Value.Map payload) {
        long due = clock.instant().plus(lifetime).toEpochMilli();
        Value.Map entry = Value.Map.builder().put("due", due).put("what", payload).build();
        batch.append(name, DagCbor.encode(entry));
    }

    /// Hands every entry whose time has come to `end`, then forgets it; answers how many. `end` may
    /// see an entry again after a stop in the middle.
    public int sweep(Consumer<Value.Map> end) {
        Log log = store.log(name);
        long now = clock.instant().toEpochMilli();
        int ended = 0;
        long done = 0;
        while (true) {
            List<Log.Entry> page = log.after(done, PAGE, PAGE_BYTES);
            long before = done;
            for (Log.Entry entry : page) {
                Value.Map row = row(entry);
                if (row.integer("due").orElseThrow() > now) {
                    break;
                }
                end.accept(row.map("what").orElseThrow());
                ended++;
                done = entry.position();
            }
            if (done == before) {
                return ended;
            }
            store.commit(new Batch().trim(name, done));
        }
    }

    /// When what is noted now will end.
    public Instant due() {
        return clock.instant().plus(lifetime);
    }

    private static Value.Map row(Log.Entry entry) {
        if (DagCbor.decode(entry.value()) instanceof Value.Map row) {
            return row;
        }
        throw new IllegalStateException("an entry of the expiry log is damaged");
    }
}
