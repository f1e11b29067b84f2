package chancery.store.embedded;

import chancery.store.Cells;
import chancery.store.StoreLimits;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Embedded stores as tests open them: four cells, and a failure of the committer fails the test.
final class Stores {
    static final EmbeddedOptions OPTIONS =
            EmbeddedOptions.DEFAULT.with(StoreLimits.DEFAULT, new Cells(4));

    private Stores() {}

    static EmbeddedStore open(Path dir) {
        return open(dir, OPTIONS, System::nanoTime);
    }

    static EmbeddedStore open(Path dir, EmbeddedOptions options, LongSupplier nanoTime) {
        return EmbeddedStore.open(
                dir,
                options,
                nanoTime,
                (line, cause) -> {
                    throw new AssertionError(line, cause);
                });
    }
}
