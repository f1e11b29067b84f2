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
import chancery.store.table.TablesConcurrencyContract;
import chancery.store.table.TablesContract;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// SQLite under every contract of tables.
final class SqliteTablesTest {
    @TempDir static Path once;
    @TempDir Path dir;

    /// Makes an empty file; copying it is much quicker than making one for each test.
    @BeforeAll
    static void makeEmpty() {
        TableFiles.open(empty(), TablesContract.SCHEMA, TablesContract.LIMITS).close();
    }

    @Nested
    class Rows extends RowsContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    @Nested
    class Filters extends FilterContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    @Nested
    class Lists extends ListContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    @Nested
    class SearchesOfWhatIsNotIndexedYet extends SearchContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            TableOptions behind = TableFiles.options(1_000);
            return SqliteTables.open(copied(), schema, limits, behind, System::nanoTime);
        }
    }

    @Nested
    class Aggregates extends AggregateContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    @Nested
    class Concurrency extends TablesConcurrencyContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    @Nested
    class Limits extends TableLimitsContract {
        @Override
        protected Tables open(Schema schema, TableLimits limits) throws IOException {
            return opened(schema, limits);
        }
    }

    private static Path empty() {
        return once.resolve("empty.db");
    }

    private Tables opened(Schema schema, TableLimits limits) throws IOException {
        return TableFiles.open(copied(), schema, limits);
    }

    private Path copied() throws IOException {
        return Files.copy(empty(), dir.resolve("test.db"));
    }
}
