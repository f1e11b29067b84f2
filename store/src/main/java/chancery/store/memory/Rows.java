package chancery.store.memory;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Log;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The sorted maps, one per space. Not safe for threads.
final class Rows {
    private final Map<Space, NavigableMap<byte[], byte[]>> spaces = new EnumMap<>(Space.class);

    Rows() {
        for (Space space : Space.values()) {
            spaces.put(space, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    Rows copy() {
        Rows copy = new Rows();
        spaces.forEach((space, map) -> copy.map(space).putAll(map));
        return copy;
    }

    Optional<byte[]> get(Key key) {
        return Optional.ofNullable(map(key.space()).get(key.bytes())).map(byte[]::clone);
    }

    Scan scan(Range range, Direction direction) {
        NavigableMap<byte[], byte[]> part = part(range);
        return new MemoryScan(
                new TreeMap<>(direction == Direction.ASCENDING ? part : part.descendingMap()));
    }

    List<Log.Entry> after(String log, long position, int entriesMax, long bytesMax) {
        List<Log.Entry> out = new ArrayList<>();
        Range range = Range.of(Space.LOG, new Partition(log)).after(key(log, position));
        long bytes = 0;
        for (Map.Entry<byte[], byte[]> row : part(range).entrySet()) {
            bytes += row.getValue().length;
            if (!out.isEmpty() && (out.size() >= entriesMax || bytes > bytesMax)) {
                break;
            }
            byte[] key = row.getKey();
            long at = ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
            out.add(new Log.Entry(at, row.getValue()));
        }
        return out;
    }

    boolean holds(Batch.Condition condition) {
        Optional<byte[]> found = get(condition.key());
        return switch (condition) {
            case Batch.Condition.Absent _ -> found.isEmpty();
            case Batch.Condition.Equal equal ->
                    found.isPresent() && Arrays.equals(found.get(), equal.expected());
        };
    }

    void apply(Batch batch, long[] positions) {
        int append = 0;
        for (Batch.Change change : batch.changes()) {
            switch (change) {
                case Batch.Change.Put put -> put(put.key().space(), put.key().bytes(), put.value());
                case Batch.Change.Delete gone -> map(gone.key().space()).remove(gone.key().bytes());
                case Batch.Change.DeletePartition gone ->
                        part(Range.of(gone.space(), gone.partition())).clear();
                case Batch.Change.Append a -> {
                    byte[] value = Batch.Stamp.applied(a.value(), 0, a.stamps(), positions);
                    put(Space.LOG, key(a.log(), positions[append++]), value);
                }
                case Batch.Change.PutStamped put -> putStamped(put, positions);
                case Batch.Change.Trim trim ->
                        part(new Range(
                                        Space.LOG,
                                        key(trim.log(), 0),
                                        key(trim.log(), trim.through() + 1)))
                                .clear();
                case Batch.Change.Erase erase ->
                        erase.positions()
                                .forEach(at -> map(Space.LOG).remove(key(erase.log(), at)));
                case Batch.Change.Jump _ -> {}
            }
        }
    }

    private void putStamped(Batch.Change.PutStamped put, long[] positions) {
        Key key = put.key();
        byte[] bytes =
                Batch.Stamp.applied(
                        key.bytes(), key.partition().prefixLength(), put.keyStamps(), positions);
        put(key.space(), bytes, Batch.Stamp.applied(put.value(), 0, put.valueStamps(), positions));
    }

    private void put(Space space, byte[] key, byte[] value) {
        map(space).put(key.clone(), value.clone());
    }

    private NavigableMap<byte[], byte[]> part(Range range) {
        NavigableMap<byte[], byte[]> map = map(range.space());
        byte[] to = range.to();
        if (to == null) {
            return map.tailMap(range.from(), true);
        }
        boolean empty = Arrays.compareUnsigned(range.from(), to) >= 0;
        return map.subMap(empty ? to : range.from(), true, to, false);
    }

    private NavigableMap<byte[], byte[]> map(Space space) {
        return spaces.computeIfAbsent(space, _ -> new TreeMap<>(Arrays::compareUnsigned));
    }

    private static byte[] key(String log, long position) {
        byte[] suffix = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
        return new Partition(log).key(Space.LOG, suffix).bytes();
    }
}
