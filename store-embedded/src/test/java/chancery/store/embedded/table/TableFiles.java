package chancery.store.embedded.table;

import chancery.store.table.Schema;
import chancery.store.table.TableLimits;

import java.nio.file.Path;
import java.time.Duration;

/// Files of tables as tests open them: few connections with small caches.
final class TableFiles {
    static final TableOptions OPTIONS = new TableOptions(2, 1, 1_000, 0, Duration.ofSeconds(5));

    private TableFiles() {}

    static SqliteTables open(Path file, Schema schema, TableLimits limits) {
        return SqliteTables.open(file, schema, limits, OPTIONS, System::nanoTime);
    }
}
