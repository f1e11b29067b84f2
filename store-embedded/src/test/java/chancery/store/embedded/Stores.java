package chancery.store.embedded;

import chancery.store.Cells;
import chancery.store.StoreLimits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Embedded stores as tests open them: four cells, and a failure of the committer fails the test.
final class Stores {
    static final EmbeddedOptions OPTIONS =
            EmbeddedOptions.DEFAULT.with(StoreLimits.DEFAULT, new Cells(4));

    private Stores() {}

    static EmbeddedStore open(Path dir) {
        return open(dir, OPTIONS, System::nanoTime);
    }

    static EmbeddedStore open(Path dir, EmbeddedOptions options, LongSupplier nanoTime) {
        return EmbeddedStore.open(dir, options, nanoTime, Stores::fail);
    }

    /// The end of the process, as tests see it.
    static void fail(String line, Throwable cause) {
        throw new AssertionError(line, cause);
    }

    /// Copies a store that is closed; much quicker than making its column families.
    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
        return to;
    }
}
