package chancery.store.memory;

import chancery.store.Scan;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/// A walk over a copy of a range.
final class MemoryScan implements Scan {
    private final Iterator<Map.Entry<byte[], byte[]>> rows;
    private Map.@Nullable Entry<byte[], byte[]> row;

    MemoryScan(SortedMap<byte[], byte[]> rows) {
        this.rows = rows.entrySet().iterator();
    }

    @Override
    public boolean next() {
        row = rows.hasNext() ? rows.next() : null;
        return row != null;
    }

    @Override
    public byte[] key() {
        return row().getKey().clone();
    }

    @Override
    public byte[] value() {
        return row().getValue().clone();
    }

    @Override
    public void close() {}

    private Map.Entry<byte[], byte[]> row() {
        if (row == null) {
            throw new IllegalStateException("the scan is not at an entry");
        }
        return row;
    }
}
