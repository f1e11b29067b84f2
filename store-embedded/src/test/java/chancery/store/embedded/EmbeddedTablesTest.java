package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// Derived tables beside the rows of a store.
final class EmbeddedTablesTest {
    private static final Schema SCHEMA =
            new Schema(
                    "views",
                    1,
                    List.of(Table.of("words", List.of("word"), Column.of("word", Kind.TEXT))),
                    List.of());

    @TempDir Path dir;

    @Test
    void keepsTablesInTheDirectoryOfTheStore() {
        try (EmbeddedStore store = Stores.open(dir);
                SqliteTables tables = tables(store)) {
            tables.apply(new TableBatch().reached("local", 3));
        }

        try (EmbeddedStore store = Stores.open(dir);
                SqliteTables tables = tables(store)) {
            assertThat(tables.cursor("local")).hasValue(3);
        }
        assertThat(dir.resolve("tables").resolve("views.db")).isRegularFile();
    }

    private static SqliteTables tables(EmbeddedStore store) {
        return store.tables(SCHEMA, TableLimits.DEFAULT, TableOptions.DEFAULT);
    }
}
