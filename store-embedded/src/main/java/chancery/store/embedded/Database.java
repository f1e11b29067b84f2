package chancery.store.embedded;

import chancery.store.Key;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.store.StoreOpenException;

import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// RocksDB and its native memory: opened, read, written and freed here alone.
final class Database implements AutoCloseable {
    /// The column family of the engine's own rows.
    static final int OWN_COLUMN = 0;

    private static final Duration LEAVE_TIME = Duration.ofSeconds(10);

    /// Entries of a cache whose size is not said in advance.
    private static final long ANY_SIZE = 0;

    /// Of a cache, for filters and indexes before anything else.
    private static final double FILTER_PART = 0.5;

    private final Gate gate;
    private final LRUCache cache;
    private final Cache streams;
    private final Columns columns;
    private final DBOptions options;
    private final RocksDB rocks;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final Map<Space, Column> spaces;
    private final WriteOptions synced;
    private final ReadOptions plain;

    /// A column family of a space and the number that records name it by.
    private record Column(ColumnFamilyHandle handle, int id) {}

    Database(Path directory, EmbeddedOptions sizes, Gate gate) {
        this.gate = gate;
        RocksDB.loadLibrary();
        cache = cache(sizes.cacheBytes());
        streams = new HyperClockCache(sizes.streamCacheBytes(), ANY_SIZE, -1, false);
        columns = new Columns(cache, streams);
        options = options(sizes);
        synced = new WriteOptions().setSync(true);
        plain = new ReadOptions();
        try {
            rocks = RocksDB.open(options, directory.toString(), columns.descriptors(), handles);
        } catch (RocksDBException e) {
            freeOptions();
            throw new StoreOpenException(
                    "cannot open " + directory + ", it may be damaged: " + e.getMessage(), e);
        }
        spaces = bySpace(handles);
    }

    private static LRUCache cache(long bytes) {
        return new LRUCache(bytes, -1, false, FILTER_PART);
    }

    /// The number that records name a space's column family by.
    int column(Space space) {
        return column(spaces, space).id();
    }

    Gate gate() {
        return gate;
    }

    Optional<byte[]> get(Key key) {
        return get(key, plain);
    }

    Optional<byte[]> get(Key key, ReadOptions how) {
        gate.enter();
        try {
            return Optional.ofNullable(rocks.get(handle(key.space()), how, key.bytes()));
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            gate.leave();
        }
    }

    List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        return getAll(space, keys, plain);
    }

    List<Optional<byte[]>> getAll(Space space, List<Key> keys, ReadOptions how) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<ColumnFamilyHandle> same = Collections.nCopies(keys.size(), handle(space));
        gate.enter();
        try {
            return rocks.multiGetAsList(how, same, keys.stream().map(Key::bytes).toList()).stream()
                    .map(Optional::ofNullable)
                    .toList();
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            gate.leave();
        }
    }

    Scan scan(Range range, Direction direction) {
        return RocksScan.open(this, range, direction, Optional.empty());
    }

    RocksIterator iterator(Space space, ReadOptions how) {
        return rocks.newIterator(handle(space), how);
    }

    Snapshot snapshot() {
        return rocks.getSnapshot();
    }

    void release(Snapshot snapshot) {
        rocks.releaseSnapshot(snapshot);
        snapshot.close();
    }

    /// Writes a batch in RocksDB's form; durable when this returns.
    void write(byte[] records) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch(records)) {
            rocks.write(synced, batch);
        }
    }

    /// The high-water marks by log.
    Map<String, Long> marks() {
        Map<String, Long> marks = new HashMap<>();
        ownRows()
                .forEach(
                        (key, value) -> {
                            if (key[0] == LogKeys.MARK) {
                                marks.put(LogKeys.logOfMark(key), ByteBuffer.wrap(value).getLong());
                            }
                        });
        return marks;
    }

    /// The engine's own rows, in their order.
    Map<byte[], byte[]> ownRows() {
        Map<byte[], byte[]> own = new TreeMap<>(Arrays::compareUnsigned);
        try (RocksIterator rows = rocks.newIterator(handles.get(OWN_COLUMN))) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                own.put(rows.key(), rows.value());
            }
            rows.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
        return own;
    }

    /// Frees the native memory once every reader has left; a reader that stays keeps it.
    @Override
    public void close() {
        gate.shut();
        if (!gate.emptied(LEAVE_TIME)) {
            return;
        }
        handles.forEach(ColumnFamilyHandle::close);
        try {
            rocks.closeE();
        } catch (RocksDBException e) {
            throw new IllegalStateException("the database does not close", e);
        } finally {
            freeOptions();
        }
    }

    static IllegalStateException unreadable(RocksDBException e) {
        return new IllegalStateException("the store cannot be read: " + e.getMessage(), e);
    }

    private ColumnFamilyHandle handle(Space space) {
        return column(spaces, space).handle();
    }

    private static Column column(Map<Space, Column> spaces, Space space) {
        return Objects.requireNonNull(spaces.get(space));
    }

    private static Map<Space, Column> bySpace(List<ColumnFamilyHandle> handles) {
        Map<Space, Column> spaces = new EnumMap<>(Space.class);
        for (Space space : Space.values()) {
            ColumnFamilyHandle handle = handles.get(1 + spaces.size());
            spaces.put(space, new Column(handle, handle.getID()));
        }
        return spaces;
    }

    private void freeOptions() {
        synced.close();
        plain.close();
        options.close();
        columns.close();
        cache.close();
        streams.close();
    }

    /// A torn tail of the write-ahead log is what a crash leaves; anything else wrong with it is
    /// damage, and opening fails.
    private static DBOptions options(EmbeddedOptions sizes) {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setDbWriteBufferSize(sizes.memtableBytes())
                .setMaxTotalWalSize(2 * sizes.memtableBytes())
                .setMaxOpenFiles(512)
                .setMaxBackgroundJobs(2)
                .setMaxLogFileSize(4 << 20)
                .setKeepLogFileNum(3)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setStatsDumpPeriodSec(0);
    }
}
