package chancery.store.memory;

import chancery.store.column.ColumnContract;
import chancery.store.column.ColumnLimits;
import chancery.store.column.Columns;

/// The memory engine under the contract of wide tables.
final class MemoryColumnsTest extends ColumnContract {
    @Override
    protected Columns open(ColumnLimits limits) {
        return new MemoryColumns(limits);
    }
}
