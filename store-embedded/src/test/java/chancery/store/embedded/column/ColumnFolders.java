package chancery.store.embedded.column;

import chancery.store.column.ColumnLimits;

import java.nio.file.Path;
import java.time.Duration;

/// Folders of wide tables for tests: little memory, much patience.
final class ColumnFolders {
    private static final ColumnOptions OPTIONS =
            new ColumnOptions(256L << 20, 2, 2, Duration.ofSeconds(60), 1L << 30);

    private ColumnFolders() {}

    static DuckColumnFiles of(Path folder, ColumnLimits limits) {
        return new DuckColumnFiles(folder, limits, OPTIONS, System::nanoTime);
    }
}
