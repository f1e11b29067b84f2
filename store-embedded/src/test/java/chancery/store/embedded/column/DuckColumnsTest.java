package chancery.store.embedded.column;

import chancery.store.column.ColumnContract;
import chancery.store.column.ColumnLimits;
import chancery.store.column.Columns;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// DuckDB under the contract of wide tables.
final class DuckColumnsTest extends ColumnContract {
    @TempDir private Path folder;

    @Override
    protected Columns open(ColumnLimits limits) {
        return ColumnFolders.of(folder, limits).open();
    }
}
