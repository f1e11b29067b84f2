package chancery.server;

import chancery.server.config.StoreConfig;
import chancery.store.column.ColumnFiles;
import chancery.store.column.ColumnLimits;
import chancery.store.embedded.column.ColumnOptions;
import chancery.store.embedded.column.DuckColumnFiles;

import java.nio.file.Files;
import java.util.Optional;

/// Where the analytic view of streams lies: in a folder of its own below the data.
final class ViewFiles {
    private static final String FOLDER = "view";

    private ViewFiles() {}

    /// The same, when there is something.
    static Optional<ColumnFiles> existing(StoreConfig config) {
        return Files.isDirectory(config.data().resolve(FOLDER))
                ? Optional.of(of(config))
                : Optional.empty();
    }

    static ColumnFiles of(StoreConfig config) {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = config.view().threads() == 0 ? cores : config.view().threads();
        ColumnOptions usual = ColumnOptions.of(threads);
        return new DuckColumnFiles(
                config.data().resolve(FOLDER),
                ColumnLimits.DEFAULT,
                new ColumnOptions(
                        config.view().memoryBytes(),
                        threads,
                        usual.readers(),
                        usual.patience(),
                        usual.spillBytes()),
                System::nanoTime);
    }
}
