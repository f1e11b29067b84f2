package chancery.store.embedded;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Range;
import chancery.store.Space;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/// The changes of a batch as records, encoded by the thread that commits; the committer has only to
/// write in the positions.
final class EncodedBatch {
    private static final int RECORD_BYTES = 16;
    private static final int KEY_PARTS = 2;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final WriteRecords records;
    private final ToIntFunction<Space> columns;
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Part> entries = new ArrayList<>();
    private final int[] keys;
    private int keyCount;
    private boolean whole;

    /// A place for the position of an append.
    private record Gap(int at, int append) {}

    /// Where an entry's value lies.
    private record Part(int from, int to) {}

    private EncodedBatch(ToIntFunction<Space> columns, int capacity, int changes) {
        this.columns = columns;
        this.records = new WriteRecords(capacity);
        this.keys = new int[KEY_PARTS * changes];
    }

    /// @param bytes of keys and values, as the rules counted them
    static EncodedBatch of(Batch batch, long bytes, ToIntFunction<Space> columns) {
        int capacity = (int) bytes + RECORD_BYTES * batch.changes().size() + 64;
        EncodedBatch encoded = new EncodedBatch(columns, capacity, batch.changes().size());
        batch.changes().forEach(encoded::add);
        return encoded;
    }

    /// Writes the positions into their places.
    void stamp(long[] positions) {
        for (Gap gap : gaps) {
            LONG.set(records.bytes(), gap.at(), positions[gap.append()]);
        }
    }

    /// Notes which rows this writes, once the positions are in their places.
    void touch(Versions versions) {
        for (int i = 0; i < keyCount; i += KEY_PARTS) {
            versions.touch(records.bytes(), keys[i], keys[i + 1]);
        }
        if (whole) {
            versions.touchAll();
        }
    }

    /// The value of an append as it is stored, stamps included.
    byte[] entry(int append) {
        Part part = entries.get(append);
        return Arrays.copyOfRange(records.bytes(), part.from(), part.to());
    }

    WriteRecords records() {
        return records;
    }

    private void add(Batch.Change change) {
        switch (change) {
            case Batch.Change.Put put -> {
                records.put(column(put.key().space()), put.key().bytes(), put.value());
                note(put.key());
            }
            case Batch.Change.Delete gone -> {
                records.delete(column(gone.key().space()), gone.key().bytes());
                note(gone.key());
            }
            case Batch.Change.DeletePartition gone -> deletePartition(gone);
            case Batch.Change.Append append -> append(append);
            case Batch.Change.PutStamped put -> putStamped(put);
            case Batch.Change.Trim trim ->
                    records.deleteRange(
                            column(Space.LOG),
                            LogKeys.entry(trim.log(), 0),
                            LogKeys.entry(trim.log(), trim.through() + 1));
            case Batch.Change.Erase erase ->
                    erase.positions()
                            .forEach(
                                    at ->
                                            records.delete(
                                                    column(Space.LOG),
                                                    LogKeys.entry(erase.log(), at)));
            case Batch.Change.Jump _ -> {}
        }
    }

    private void deletePartition(Batch.Change.DeletePartition gone) {
        Range range = Range.of(gone.space(), gone.partition());
        byte[] to = range.to();
        if (to == null) {
            throw new IllegalStateException("a partition's prefix ends with a zero byte");
        }
        records.deleteRange(column(gone.space()), range.from(), to);
        whole = true;
    }

    private void append(Batch.Change.Append append) {
        int number = entries.size();
        byte[] key = LogKeys.entry(append.log(), 0);
        records.put(column(Space.LOG), key, append.value());
        int value = records.length() - append.value().length;
        entries.add(new Part(value, records.length()));
        gaps.add(new Gap(records.keyEnd() - Long.BYTES, number));
        gaps(value, append.stamps());
    }

    private void putStamped(Batch.Change.PutStamped put) {
        byte[] key = put.key().bytes();
        records.put(column(put.key().space()), key, put.value());
        note(put.key());
        int suffix = records.keyEnd() - key.length + put.key().partition().prefixLength();
        gaps(suffix, put.keyStamps());
        gaps(records.length() - put.value().length, put.valueStamps());
    }

    /// Remembers where the key of the last record stands.
    private void note(Key key) {
        keys[keyCount++] = records.keyEnd() - key.bytes().length;
        keys[keyCount++] = records.keyEnd();
    }

    private void gaps(int base, List<Batch.Stamp> stamps) {
        for (Batch.Stamp stamp : stamps) {
            gaps.add(new Gap(base + stamp.offset(), stamp.append()));
        }
    }

    private int column(Space space) {
        return columns.applyAsInt(space);
    }
}
