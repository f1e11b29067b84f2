package chancery.store.embedded;

import chancery.store.Blobs;
import chancery.store.BlobsContract;
import chancery.store.Cells;
import chancery.store.ConcurrencyContract;
import chancery.store.KeyValue;
import chancery.store.KeyValueContract;
import chancery.store.LeaseContract;
import chancery.store.LimitsContract;
import chancery.store.LogContract;
import chancery.store.SnapshotContract;
import chancery.store.StoreLimits;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// The embedded engine under every contract.
final class EmbeddedStoreTest {
    @TempDir static Path empty;
    @TempDir Path dir;

    @BeforeAll
    static void makeAnEmptyStore() {
        Stores.open(empty).close();
    }

    private KeyValue opened(StoreLimits limits, Cells cells, LongSupplier nanoTime)
            throws IOException {
        return Stores.open(
                Stores.copy(empty, dir.resolve("store")),
                EmbeddedOptions.DEFAULT.with(limits, cells),
                nanoTime);
    }

    @Nested
    class KeyValues extends KeyValueContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
                throws IOException {
            return opened(limits, cells, nanoTime);
        }
    }

    @Nested
    class Logs extends LogContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
                throws IOException {
            return opened(limits, cells, nanoTime);
        }
    }

    @Nested
    class Snapshots extends SnapshotContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
                throws IOException {
            return opened(limits, cells, nanoTime);
        }
    }

    @Nested
    class Limits extends LimitsContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
                throws IOException {
            return opened(limits, cells, nanoTime);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
                throws IOException {
            return opened(limits, cells, nanoTime);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime)
                throws IOException {
            return opened(limits, cells, nanoTime);
        }
    }

    @Nested
    class BlobBytes extends BlobsContract {
        @Override
        protected Blobs open() throws IOException {
            return FileBlobs.open(dir, new Gate(), Stores::fail);
        }
    }
}
