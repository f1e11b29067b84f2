package chancery.store.embedded.table;

import chancery.store.table.AggregateContract;
import chancery.store.table.FilterContract;
import chancery.store.table.ListContract;
import chancery.store.table.RowsContract;
import chancery.store.table.Schema;
import chancery.store.table.SearchContract;
import chancery.store.table.TableLimits;
import chancery.store.table.TableLimitsContract;
import chancery.store.table.Tables;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// SQLite under every contract of tables.
final class SqliteTablesTest {
    @TempDir Path dir;

    @Nested
    class Rows extends RowsContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return opened(schema, limits);
        }
    }

    @Nested
    class Filters extends FilterContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return opened(schema, limits);
        }
    }

    @Nested
    class Lists extends ListContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return opened(schema, limits);
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return opened(schema, limits);
        }
    }

    @Nested
    class Aggregates extends AggregateContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return opened(schema, limits);
        }
    }

    @Nested
    class Limits extends TableLimitsContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) {
            return opened(schema, limits);
        }
    }

    private Tables opened(Schema schema, TableLimits limits) {
        return TableFiles.open(dir.resolve("test.db"), schema, limits);
    }
}
