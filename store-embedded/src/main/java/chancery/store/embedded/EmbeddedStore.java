package chancery.store.embedded;

import chancery.store.Batch;
import chancery.store.BatchRules;
import chancery.store.Blobs;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Lease;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Range;
import chancery.store.Scan;
import chancery.store.SingleNodeLease;
import chancery.store.Snapshot;
import chancery.store.Space;
import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;
import chancery.store.StoreLimits;
import chancery.store.StoreOpenException;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.table.Schema;
import chancery.store.table.TableLimits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// A store in one directory of this machine: RocksDB for rows and logs, files for blobs, SQLite for
/// derived tables.
public final class EmbeddedStore implements KeyValue {
    private final StoreDirectory directory;
    private final Database database;
    private final StoreLimits limits;
    private final BatchRules rules;
    private final LogTails logs;
    private final Blobs blobs;
    private final Committer committer;
    private final Lease lease = new SingleNodeLease(this);
    private final Semaphore snapshots;
    private final LongSupplier nanoTime;

    private EmbeddedStore(
            StoreDirectory directory,
            EmbeddedOptions options,
            LongSupplier nanoTime,
            FatalHandler fatal) {
        this.directory = directory;
        this.limits = options.limits();
        this.rules = new BatchRules(limits, options.cells());
        this.nanoTime = nanoTime;
        this.snapshots = new Semaphore(limits.snapshots());
        Gate gate = new Gate();
        this.blobs = blobs(directory.blobs(), gate, fatal);
        this.database = new Database(directory.database(), options, gate);
        this.logs = new LogTails(database, options.tailBytes());
        this.committer =
                new Committer(new CommitQueue(limits), database, database::write, logs, fatal);
    }

    /// Opens the store in a directory, made when there is none.
    ///
    /// @param nanoTime for the age of snapshots
    /// @throws chancery.store.StoreOpenException when it is in use, newer or damaged
    public static EmbeddedStore open(
            Path root, EmbeddedOptions options, LongSupplier nanoTime, FatalHandler fatal) {
        StoreDirectory directory = StoreDirectory.open(root);
        try {
            EmbeddedStore store = new EmbeddedStore(directory, options, nanoTime, fatal);
            store.committer.start();
            return store;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public Outcome commit(Batch batch) {
        long bytes = rules.check(batch);
        return committer.commit(batch, bytes);
    }

    @Override
    public long version() {
        return committer.version();
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return database.get(key);
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        rules.checkKeys(keys.size());
        return database.getAll(space, keys);
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        return database.scan(range, direction);
    }

    @Override
    public Snapshot snapshot() {
        database.gate().enter();
        if (!snapshots.tryAcquire()) {
            database.gate().leave();
            throw new StoreBusyException("too many snapshots are open");
        }
        long end = nanoTime.getAsLong() + limits.snapshotAge().toNanos();
        return new RocksSnapshot(
                database, rules, () -> nanoTime.getAsLong() - end > 0, this::snapshotGone);
    }

    @Override
    public Log log(String name) {
        BatchRules.checkLog(name);
        if (database.gate().isShut()) {
            throw new StoreClosedException();
        }
        return logs.log(name);
    }

    /// Blobs, as files beside the rows.
    public Blobs blobs() {
        return blobs;
    }

    /// The derived tables of a schema, in a file of their own; the caller closes them.
    ///
    /// @throws StoreOpenException when the file can neither be used nor made
    public SqliteTables tables(Schema schema, TableLimits tableLimits, TableOptions options) {
        Path file = directory.tables().resolve(schema.name() + ".db");
        return SqliteTables.open(file, schema, tableLimits, options, nanoTime);
    }

    /// Leases, always granted: this process has the store for itself.
    public Lease lease() {
        return lease;
    }

    /// Writes what waits, ends every wait and leaves the directory to others. Nothing happens the
    /// second time.
    @Override
    public void close() {
        committer.close();
        logs.close();
        if (database.gate().shut()) {
            database.close();
            directory.close();
        }
    }

    private static Blobs blobs(Path folder, Gate gate, FatalHandler fatal) {
        try {
            return FileBlobs.open(folder, gate, fatal);
        } catch (IOException e) {
            throw new StoreOpenException("cannot open " + folder + ": " + e.getMessage(), e);
        }
    }

    private void snapshotGone() {
        snapshots.release();
        database.gate().leave();
    }
}
