package chancery.store.embedded.column;

import chancery.store.column.ColumnFiles;
import chancery.store.column.ColumnLimits;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// A folder for the file of the tables, its log and what questions spill. The folder is made; all
/// in it is ours.
///
/// @param nanoTime for the time that a read may take
public record DuckColumnFiles(
        Path folder, ColumnLimits limits, ColumnOptions options, LongSupplier nanoTime)
        implements ColumnFiles {
    /// Raised when the same tables are kept in another way; files of another name are thrown away.
    private static final String FILE = "columns-1.duckdb";

    @Override
    public Columns open() {
        clear(List.of(FILE, FILE + ".wal"));
        return new DuckColumns(
                new DuckFile(folder.resolve(FILE), folder.resolve("spill"), options),
                limits,
                options,
                nanoTime);
    }

    @Override
    public Columns openEmpty() {
        clear(List.of());
        return open();
    }

    private void clear(List<String> kept) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> walk = Files.walk(folder)) {
                List<Path> inner =
                        walk.filter(path -> !path.equals(folder))
                                .filter(path -> !kept.contains(path.getFileName().toString()))
                                .sorted((left, right) -> right.compareTo(left))
                                .toList();
                for (Path path : inner) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ColumnsBrokenException("cannot clear " + folder, e);
        }
    }
}
