package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.Query;
import chancery.store.table.Schema;
import chancery.store.table.SlowReadException;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The life of a file of tables: kept, thrown away, read while it is written.
final class TableFileTest {
    private static final Table LINKS =
            Table.of(
                    "links",
                    List.of("source", "target"),
                    Column.of("source", Kind.TEXT),
                    Column.of("target", Kind.TEXT));

    @TempDir Path dir;

    @Test
    void keepsRowsAndCursorFromOpenToOpen() {
        fill(schema(1, LINKS));

        try (SqliteTables tables = open(schema(1, LINKS))) {
            assertThat(tables.cursor("local")).hasValue(7);
            assertThat(tables.list(Query.of("links", 5)).rows()).hasSize(1);
        }
    }

    @Test
    void beginsEmptyWhenTheVersionChanges() {
        fill(schema(1, LINKS));

        beginsEmpty(schema(2, LINKS));
    }

    @Test
    void beginsEmptyWhenATableChanges() {
        fill(schema(1, LINKS));

        beginsEmpty(schema(1, LINKS.index(Sort.descending("target"))));
    }

    @Test
    void beginsEmptyWhenTheFileIsNoDatabase() throws IOException {
        Files.writeString(file(), "what is this, then? ".repeat(1_000));

        beginsEmpty(schema(1, LINKS));
    }

    @Test
    void beginsEmptyWhenTheFileIsAnotherDatabase() throws Exception {
        try (Session session = Session.writer(file(), TableFiles.OPTIONS, System::nanoTime)) {
            session.run("CREATE TABLE x(y)");
        }

        beginsEmpty(schema(1, LINKS));
    }

    @Test
    void beginsEmptyWhenTheSchemaOfTheFileIsDamaged() throws IOException {
        fill(schema(1, LINKS));
        overwrite(100, 4_000);

        beginsEmpty(schema(1, LINKS));
    }

    @Test
    void beginsEmptyAfterARowCouldNotBeRead() throws IOException {
        Schema schema = schema(1, LINKS);
        fill(schema);
        overwrite(3 * 4_096, (int) Files.size(file()) - 3 * 4_096);

        try (SqliteTables tables = open(schema)) {
            assertThatThrownBy(() -> tables.list(Query.of("links", 5)))
                    .isInstanceOf(IllegalStateException.class);
        }

        beginsEmpty(schema);
    }

    @Test
    void endsAReadThatTakesTooLong() {
        Schema schema = schema(1, LINKS);
        AtomicLong nanos = new AtomicLong();
        TableLimits limits = TableFiles.LIMITS;
        try (SqliteTables tables =
                SqliteTables.open(
                        file(),
                        schema,
                        limits,
                        TableFiles.OPTIONS,
                        () -> nanos.getAndAdd(limits.readTime().toNanos() + 1))) {
            for (int i = 0; i < 200; i++) {
                tables.apply(links(i * 100, 100));
            }
            Filter scan = new Filter.Contains(Field.of("target"), "nowhere");

            assertThatThrownBy(() -> tables.aggregate(Grouping.count("links", scan)))
                    .isInstanceOf(SlowReadException.class);
            assertThat(tables.list(Query.of("links", 1)).rows()).hasSize(1);
        }
    }

    @Test
    void understandsTheLargestFilters() {
        int most = TableFiles.LIMITS.filterNodes() - 1;
        Filter one = Filter.eq("source", "s0");
        Filter deep = one;
        for (int i = 1; i < TableFiles.LIMITS.filterDepth(); i++) {
            deep = Filter.not(deep);
        }
        Filter in = new Filter.In(Field.of("source"), Collections.nCopies(most, Cell.of("s0")));
        Schema schema = schema(1, LINKS);
        fill(schema);

        try (SqliteTables tables = open(schema)) {
            assertThat(found(tables, new Filter.And(Collections.nCopies(most, one)))).isEqualTo(1);
            assertThat(found(tables, new Filter.Or(Collections.nCopies(most, one)))).isEqualTo(1);
            assertThat(found(tables, in)).isEqualTo(1);
            assertThat(found(tables, deep)).isZero();
        }
    }

    @Test
    void takesNothingOfABatchThatSqliteRefuses() throws SQLException {
        Schema schema = schema(1, LINKS);
        try (SqliteTables tables = open(schema)) {
            try (Session session = Session.writer(file(), TableFiles.OPTIONS, System::nanoTime)) {
                session.run(
                        "CREATE TRIGGER no BEFORE INSERT ON %s WHEN new.source='s1' %s"
                                .formatted(
                                        Names.table(LINKS),
                                        "BEGIN SELECT raise(ABORT, 'no'); END"));
            }

            assertThatThrownBy(() -> tables.apply(links(0, 2).reached("local", 9)))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(tables.cursor("local")).isEmpty();
            assertThat(tables.list(Query.of("links", 5)).rows()).isEmpty();
            tables.apply(links(2, 1));
            assertThat(tables.list(Query.of("links", 5)).rows()).hasSize(1);
        }
    }

    private static int found(SqliteTables tables, Filter filter) {
        return tables.list(Query.of("links", 5).where(filter)).rows().size();
    }

    private static TableBatch links(int from, int count) {
        TableBatch batch = new TableBatch();
        for (int i = from; i < from + count; i++) {
            batch.upsert("links", Cell.of("s" + i), Cell.of("t" + i));
        }
        return batch;
    }

    private Path file() {
        return dir.resolve("tables.db");
    }

    private static Schema schema(int version, Table table) {
        return new Schema("tables", version, List.of(table), List.of());
    }

    private SqliteTables open(Schema schema) {
        return TableFiles.open(file(), schema, TableFiles.LIMITS);
    }

    private void fill(Schema schema) {
        try (SqliteTables tables = open(schema)) {
            tables.apply(links(0, 1).reached("local", 7));
        }
    }

    private void beginsEmpty(Schema schema) {
        try (SqliteTables tables = open(schema)) {
            assertThat(tables.cursor("local")).isEmpty();
            assertThat(tables.list(Query.of("links", 5)).rows()).isEmpty();
            tables.apply(links(0, 1));
            assertThat(tables.list(Query.of("links", 5)).rows()).hasSize(1);
        }
    }

    private void overwrite(int from, int length) throws IOException {
        try (var channel = Files.newByteChannel(file(), StandardOpenOption.WRITE)) {
            channel.position(from);
            byte[] junk = new byte[length];
            Arrays.fill(junk, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(junk));
        }
    }
}
