package chancery.store.memory;

import chancery.store.Cells;
import chancery.store.KeyValue;
import chancery.store.KeyValueContract;
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
}
