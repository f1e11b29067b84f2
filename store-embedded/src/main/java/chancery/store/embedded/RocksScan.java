package chancery.store.embedded;

import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

import java.util.Optional;

/// A walk by RocksDB's iterator, bounded by the range so that it never reads past it.
final class RocksScan implements Scan {
    private final Database database;
    private final Direction direction;
    private final Slice from;
    private final Optional<Slice> to;
    private final ReadOptions options;
    private final RocksIterator rows;
    private State state = State.BEFORE;

    private enum State {
        BEFORE,
        AT_ENTRY,
        PAST,
        CLOSED
    }

    private RocksScan(
            Database database, Range range, Direction direction, Optional<Snapshot> snapshot) {
        this.database = database;
        this.direction = direction;
        this.from = new Slice(range.from());
        this.to = Optional.ofNullable(range.to()).map(Slice::new);
        this.options = new ReadOptions().setIterateLowerBound(from);
        to.ifPresent(options::setIterateUpperBound);
        snapshot.ifPresent(options::setSnapshot);
        this.rows = database.iterator(range.space(), options);
    }

    static Scan open(
            Database database, Range range, Direction direction, Optional<Snapshot> snapshot) {
        database.gate().enter();
        return new RocksScan(database, range, direction, snapshot);
    }

    @Override
    public boolean next() {
        switch (state) {
            case BEFORE -> first();
            case AT_ENTRY -> step();
            case PAST, CLOSED -> {
                return false;
            }
        }
        state = rows.isValid() ? State.AT_ENTRY : State.PAST;
        if (state == State.PAST) {
            requireSound();
        }
        return state == State.AT_ENTRY;
    }

    @Override
    public byte[] key() {
        requireEntry();
        return rows.key();
    }

    @Override
    public byte[] value() {
        requireEntry();
        return rows.value();
    }

    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        rows.close();
        options.close();
        from.close();
        to.ifPresent(Slice::close);
        database.gate().leave();
    }

    private void first() {
        if (direction == Direction.ASCENDING) {
            rows.seekToFirst();
        } else {
            rows.seekToLast();
        }
    }

    private void step() {
        if (direction == Direction.ASCENDING) {
            rows.next();
        } else {
            rows.prev();
        }
    }

    private void requireEntry() {
        if (state != State.AT_ENTRY) {
            throw new IllegalStateException("the scan is not at an entry");
        }
    }

    /// An iterator also ends where it cannot read on.
    private void requireSound() {
        try {
            rows.status();
        } catch (RocksDBException e) {
            throw Database.unreadable(e);
        }
    }
}
