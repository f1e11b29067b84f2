package chancery.server.plc;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.PlcAnswer;
import chancery.atproto.identity.PlcDirectory;
import chancery.atproto.identity.PlcEntry;
import chancery.atproto.identity.PlcLog;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.identity.PlcOutcome;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Space;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A did:plc directory in the store. A history is one value, replaced as a whole when it still is
/// what the decision was made on.
public final class StoredDirectory implements PlcDirectory {
    static final String PARTITION_PREFIX = "plc/";
    private static final String KEY = "history";
    private static final int OPERATIONS_MAX = 1_000;

    private final KeyValue store;
    private final InstantSource clock;

    public StoredDirectory(KeyValue store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<DidDocument> document(Did did) {
        return history(did).flatMap(log -> log.state().map(state -> DidDocument.of(did, state)));
    }

    @Override
    public Optional<PlcOperation> last(Did did) {
        return history(did).flatMap(PlcLog::last).map(PlcEntry::operation);
    }

    @Override
    public Optional<PlcLog> history(Did did) {
        return store.get(key(did)).map(bytes -> decode(did, bytes));
    }

    @Override
    public PlcAnswer submit(Did did, PlcOperation operation) {
        while (true) {
            Optional<byte[]> before = store.get(key(did));
            PlcLog log = before.map(bytes -> decode(did, bytes)).orElse(PlcLog.empty(did));
            if (log.entries().size() >= OPERATIONS_MAX) {
                return new PlcAnswer.Refused("Too many operations");
            }
            PlcLog after;
            switch (log.apply(operation, clock.instant())) {
                case PlcOutcome.Refused(var message) -> {
                    return new PlcAnswer.Refused(message);
                }
                case PlcOutcome.Applied(var next) -> after = next;
            }
            if (store.commit(change(did, before, after)) instanceof Outcome.Committed) {
                return new PlcAnswer.Taken();
            }
        }
    }

    private static Batch change(Did did, Optional<byte[]> before, PlcLog after) {
        var batch = new Batch();
        before.ifPresentOrElse(
                bytes -> batch.requireEqual(key(did), bytes), () -> batch.requireAbsent(key(did)));
        return batch.put(key(did), encode(after));
    }

    private static Key key(Did did) {
        return new Partition(PARTITION_PREFIX + did.value()).key(Space.DIRECTORY, KEY);
    }

    private static byte[] encode(PlcLog log) {
        List<Value> entries = log.entries().stream().<Value>map(PlcEntry::value).toList();
        return DagCbor.encode(new Value.Array(entries));
    }

    static PlcLog decode(Did did, byte[] bytes) {
        if (DagCbor.decode(bytes) instanceof Value.Array(var entries)) {
            return new PlcLog(did, entries.stream().map(StoredDirectory::entry).toList());
        }
        throw new IllegalStateException("the history of " + did + " is damaged");
    }

    private static PlcEntry entry(Value value) {
        if (value instanceof Value.Map map) {
            return PlcEntry.parse(map);
        }
        throw new IllegalStateException("a history holds something that is no operation");
    }
}
