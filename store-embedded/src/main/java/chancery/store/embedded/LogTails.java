package chancery.store.embedded;

import chancery.store.Batch;
import chancery.store.Outcome;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/// The logs of a store: their durable tails, and the newest entries of all within one bound. Only
/// the committer publishes.
final class LogTails {
    private final Database database;
    private final long bytesMax;
    private final Map<String, EmbeddedLog> logs = new ConcurrentHashMap<>();
    private final Queue<Recent> recent = new ArrayDeque<>();
    private long bytes;

    /// An entry that is kept.
    private record Recent(EmbeddedLog log, long position, int size) {}

    LogTails(Database database, long bytesMax) {
        this.database = database;
        this.bytesMax = bytesMax;
        database.marks().forEach((name, tail) -> logs.put(name, log(name, tail)));
    }

    EmbeddedLog log(String name) {
        return logs.computeIfAbsent(name, fresh -> log(fresh, 0));
    }

    long tail(String name) {
        EmbeddedLog log = logs.get(name);
        return log == null ? 0 : log.tail();
    }

    /// Shows what was made durable.
    void publish(Group group) {
        for (Pending pending : group.accepted()) {
            if (pending.decided() instanceof Outcome.Committed(long[] positions)) {
                publish(pending, positions);
            }
        }
        group.tails().forEach((name, tail) -> log(name).moved(tail));
    }

    /// Ends every wait.
    void close() {
        logs.values().forEach(EmbeddedLog::close);
    }

    private void publish(Pending pending, long[] positions) {
        int append = 0;
        for (Batch.Change change : pending.batch().changes()) {
            switch (change) {
                case Batch.Change.Append a -> {
                    keep(log(a.log()), positions[append], pending.encoded().entry(append));
                    append++;
                }
                case Batch.Change.Trim trim -> log(trim.log()).trimmed(trim.through());
                case Batch.Change.Erase erase -> log(erase.log()).erased(erase.positions());
                case Batch.Change.Put _,
                        Batch.Change.Delete _,
                        Batch.Change.DeletePartition _,
                        Batch.Change.PutStamped _,
                        Batch.Change.Jump _ -> {}
            }
        }
    }

    private void keep(EmbeddedLog log, long position, byte[] value) {
        log.keep(position, value);
        recent.add(new Recent(log, position, value.length));
        bytes += value.length;
        while (bytes > bytesMax && !recent.isEmpty()) {
            Recent oldest = recent.remove();
            oldest.log().forget(oldest.position());
            bytes -= oldest.size();
        }
    }

    private EmbeddedLog log(String name, long tail) {
        return new EmbeddedLog(name, tail, database);
    }
}
