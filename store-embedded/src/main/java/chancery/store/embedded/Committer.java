package chancery.store.embedded;

import chancery.store.Batch;
import chancery.store.Outcome;
import chancery.store.StoreClosedException;

import org.rocksdb.RocksDBException;

import java.util.List;

/// The one thread that writes: it takes what waits, decides, writes one synced batch, publishes the
/// tails and answers the callers, in this order.
final class Committer {
    private static final int GROUP_COUNT_MAX = 1_024;
    private static final long GROUP_BYTES_MAX = 16 << 20;

    private final CommitQueue queue;
    private final Database database;
    private final Sink sink;
    private final LogTails logs;
    private final Versions versions = new Versions();
    private final FatalHandler fatal;
    private final Thread thread;

    /// Where groups are written: the database, or what fails in its place.
    @FunctionalInterface
    interface Sink {
        void write(byte[] records) throws RocksDBException;
    }

    Committer(CommitQueue queue, Database database, Sink sink, LogTails logs, FatalHandler fatal) {
        this.queue = queue;
        this.database = database;
        this.sink = sink;
        this.logs = logs;
        this.fatal = fatal;
        this.thread = Thread.ofPlatform().name("store-committer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Writes a batch; returns when it is durable or refused.
    Outcome commit(Batch batch, long bytes) {
        Pending pending =
                new Pending(batch, EncodedBatch.of(batch, bytes, database::column), bytes);
        queue.put(pending);
        return pending.await();
    }

    /// The version that every read from now on sees at least.
    long version() {
        return versions.published();
    }

    /// Writes what waits and lets nothing more in; returns when the thread has ended.
    void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending> taken = queue.take(GROUP_COUNT_MAX, GROUP_BYTES_MAX);
        while (!taken.isEmpty()) {
            try {
                write(new Group(taken, database::get, logs::tail, versions));
            } catch (RocksDBException | RuntimeException | Error e) {
                stop(taken, e);
                return;
            }
            taken = queue.take(GROUP_COUNT_MAX, GROUP_BYTES_MAX);
        }
    }

    private void write(Group group) throws RocksDBException {
        group.decide();
        if (!group.accepted().isEmpty()) {
            sink.write(group.bytes(Database.OWN_COLUMN));
            versions.publish();
            logs.publish(group);
        }
        group.members().forEach(Pending::complete);
    }

    /// Nobody is told that anything was written, and nothing is tried again.
    private void stop(List<Pending> unknown, Throwable cause) {
        queue.close();
        try {
            fatal.stop("the store cannot write: " + cause.getMessage(), cause);
        } finally {
            unknown.forEach(pending -> pending.fail(new IllegalStateException("unknown", cause)));
            List<Pending> rest = queue.take(Integer.MAX_VALUE, Long.MAX_VALUE);
            rest.forEach(pending -> pending.fail(new StoreClosedException()));
        }
    }
}
