package chancery.store.memory;

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

import org.junit.jupiter.api.Nested;

import java.util.function.LongSupplier;

/// The memory engine under every contract.
final class MemoryStoreTest {
    @Nested
    class KeyValues extends KeyValueContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
            return new MemoryStore(limits, cells, nanoTime);
        }
    }

    @Nested
    class Logs extends LogContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
            return new MemoryStore(limits, cells, nanoTime);
        }
    }

    @Nested
    class Snapshots extends SnapshotContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
            return new MemoryStore(limits, cells, nanoTime);
        }
    }

    @Nested
    class Limits extends LimitsContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
            return new MemoryStore(limits, cells, nanoTime);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
            return new MemoryStore(limits, cells, nanoTime);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        @Override
        protected KeyValue open(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
            return new MemoryStore(limits, cells, nanoTime);
        }
    }

    @Nested
    class BlobBytes extends BlobsContract {
        @Override
        protected Blobs open() {
            return new MemoryBlobs();
        }
    }
}
