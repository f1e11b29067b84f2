package chancery.store.memory;

import chancery.store.column.ColumnFiles;
import chancery.store.column.ColumnLimits;
import chancery.store.column.Columns;

/// Wide tables that nothing keeps: each opening begins empty.
public record MemoryColumnFiles(ColumnLimits limits) implements ColumnFiles {
    @Override
    public Columns open() {
        return new MemoryColumns(limits);
    }

    @Override
    public Columns openEmpty() {
        return new MemoryColumns(limits);
    }
}
