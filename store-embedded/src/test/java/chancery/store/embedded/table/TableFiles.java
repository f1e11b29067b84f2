package chancery.store.embedded.table;

import chancery.store.table.Schema;
import chancery.store.table.TableLimits;

import java.nio.file.Path;
import java.time.Duration;

/// Files of tables as tests open them: few connections with small caches, and more time than any
/// stall of the machine takes.
final class TableFiles {
    private static final Duration PATIENT = Duration.ofMinutes(1);

    static final TableOptions OPTIONS = options(0);
    static final TableLimits LIMITS = patient(TableLimits.DEFAULT);

    private TableFiles() {}

    private static TableLimits patient(TableLimits usual) {
        return new TableLimits(
                usual.cellBytes(),
                usual.batchChanges(),
                usual.batchBytes(),
                usual.pageRows(),
                usual.pageBytes(),
                usual.filterNodes(),
                usual.filterDepth(),
                usual.searchUnits(),
                PATIENT,
                usual.raw());
    }

    /// With search indexes that may be so many rows behind.
    static TableOptions options(int backlog) {
        return new TableOptions(2, 1, 1_000, 0, PATIENT, backlog);
    }

    static SqliteTables open(Path file, Schema schema, TableLimits limits) {
        return SqliteTables.open(file, schema, limits, OPTIONS, System::nanoTime);
    }
}
