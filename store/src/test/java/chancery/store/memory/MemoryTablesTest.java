package chancery.store.memory;

import chancery.store.table.AggregateContract;
import chancery.store.table.FilterContract;
import chancery.store.table.ListContract;
import chancery.store.table.RowsContract;
import chancery.store.table.Schema;
import chancery.store.table.SearchContract;
import chancery.store.table.TableLimits;
import chancery.store.table.TableLimitsContract;
import chancery.store.table.Tables;
import chancery.store.table.TablesConcurrencyContract;

import org.junit.jupiter.api.Nested;

/// The memory engine under every contract of tables.
final class MemoryTablesTest {
    @Nested
    class Rows extends RowsContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }

    @Nested
    class Filters extends FilterContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }

    @Nested
    class Lists extends ListContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }

    @Nested
    class Aggregates extends AggregateContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }

    @Nested
    class Concurrency extends TablesConcurrencyContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }

    @Nested
    class Limits extends TableLimitsContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return new MemoryTables(schema, limits);
        }
    }
}
