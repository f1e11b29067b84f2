package chancery.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What every engine asks of a batch before it looks at the store: limits, one cell, stamps that
/// fit.
public final class BatchRules {
    private static final int LOG_NAME_BYTES_MAX = 200;

    private final StoreLimits limits;
    private final Cells cells;

    public BatchRules(StoreLimits limits, Cells cells) {
        this.limits = limits;
        this.cells = cells;
    }

    /// The bytes of a batch that may be written.
    ///
    /// @throws IllegalArgumentException when it may not
    public long check(Batch batch) {
        Tally tally = new Tally(batch.appends());
        batch.conditions().forEach(tally::condition);
        batch.changes().forEach(tally::change);
        return tally.bytes;
    }

    /// Refuses a `getAll` of more keys than the limits allow.
    public void checkKeys(int count) {
        require(count <= limits.getKeys(), "keys in one read", count);
    }

    /// Refuses what cannot be the name of a log: it is 1 to 200 bytes without the zero character.
    public static void checkLog(String log) {
        int length = log.getBytes(StandardCharsets.UTF_8).length;
        boolean fits = length > 0 && length <= LOG_NAME_BYTES_MAX && log.indexOf('\0') < 0;
        require(fits, "bytes of a log name", length);
    }

    private static void require(boolean holds, String what, long number) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + number);
        }
    }

    /// One batch on its way through the rules.
    private final class Tally {
        private final int appends;
        private int cell = -1;
        private long items;
        private long bytes;

        Tally(int appends) {
            this.appends = appends;
        }

        void condition(Batch.Condition condition) {
            key(condition.key());
            switch (condition) {
                case Batch.Condition.Absent _ -> add(0);
                case Batch.Condition.Equal equal -> value(equal.expected());
            }
        }

        void change(Batch.Change change) {
            switch (change) {
                case Batch.Change.Put put -> {
                    key(put.key());
                    value(put.value());
                }
                case Batch.Change.Delete delete -> {
                    key(delete.key());
                    add(0);
                }
                case Batch.Change.DeletePartition gone -> {
                    space(gone.space());
                    cell(gone.partition());
                    add(gone.partition().prefixLength());
                }
                case Batch.Change.Append append -> {
                    checkLog(append.log());
                    value(append.value());
                    stamps(append.stamps(), append.value().length);
                }
                case Batch.Change.PutStamped put -> putStamped(put);
                case Batch.Change.Trim trim -> {
                    checkLog(trim.log());
                    position(trim.through());
                }
                case Batch.Change.Erase erase -> {
                    checkLog(erase.log());
                    erase.positions().forEach(this::position);
                }
                case Batch.Change.Jump jump -> {
                    checkLog(jump.log());
                    position(jump.floor());
                }
            }
        }

        private void putStamped(Batch.Change.PutStamped put) {
            key(put.key());
            value(put.value());
            int suffix = put.key().bytes().length - put.key().partition().prefixLength();
            stamps(put.keyStamps(), suffix);
            stamps(put.valueStamps(), put.value().length);
        }

        private void key(Key key) {
            int length = key.bytes().length;
            require(length <= limits.keyBytes(), "bytes of a key", length);
            space(key.space());
            cell(key.partition());
            bytes += length;
        }

        private void space(Space space) {
            if (space == Space.LOG) {
                throw new IllegalArgumentException("logs are written by appends alone");
            }
        }

        private void cell(Partition partition) {
            if (cells.count() == 1) {
                return;
            }
            int other = cells.of(partition);
            if (cell >= 0 && cell != other) {
                throw new IllegalArgumentException("the batch names two cells: " + partition);
            }
            cell = other;
        }

        private void value(byte[] value) {
            require(value.length <= limits.valueBytes(), "bytes of a value", value.length);
            add(value.length);
        }

        private void stamps(List<Batch.Stamp> stamps, int length) {
            for (Batch.Stamp stamp : stamps) {
                boolean fits = stamp.offset() >= 0 && stamp.offset() <= length - Long.BYTES;
                require(fits, "stamp outside its bytes, at", stamp.offset());
                boolean known = stamp.append() >= 0 && stamp.append() < appends;
                require(known, "stamp of an append that the batch lacks", stamp.append());
            }
        }

        private void position(long position) {
            boolean fits = position >= 1 && position <= Log.POSITION_MAX;
            require(fits, "position", position);
            add(Long.BYTES);
        }

        private void add(int length) {
            items++;
            bytes += length;
            require(items <= limits.batchItems(), "items of a batch", items);
            require(bytes <= limits.batchBytes(), "bytes of a batch", bytes);
        }
    }
}
