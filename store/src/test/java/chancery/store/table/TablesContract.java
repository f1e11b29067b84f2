package chancery.store.table;

import chancery.store.Reader.Direction;
import chancery.store.table.Table.Column;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.time.Duration;
import java.util.List;

/// What the contracts share: tables like those of a view over records, opened empty for each test,
/// with small limits.
public abstract class TablesContract {
    /// A table with every kind of column, one with a search, and one that is all key.
    public static final Schema SCHEMA =
            new Schema(
                    "test",
                    1,
                    List.of(
                            Table.of(
                                            "records",
                                            List.of("uri"),
                                            Column.of("uri", Kind.TEXT),
                                            Column.of("collection", Kind.TEXT),
                                            Column.of("record", Kind.JSON),
                                            Column.of("created", Kind.INTEGER))
                                    .index(Sort.ascending("collection"), Sort.descending("created"))
                                    .searched("record"),
                            Table.of(
                                            "things",
                                            List.of("id"),
                                            Column.of("id", Kind.INTEGER),
                                            Column.optional("name", Kind.TEXT),
                                            Column.optional("size", Kind.REAL),
                                            Column.optional("live", Kind.BOOLEAN),
                                            Column.optional("body", Kind.BYTES),
                                            Column.optional("doc", Kind.JSON))
                                    .index(Sort.ascending("name"))
                                    .index(new Sort(Field.path("doc", "n"), Direction.DESCENDING)),
                            Table.of(
                                    "links",
                                    List.of("source", "target"),
                                    Column.of("source", Kind.TEXT),
                                    Column.of("target", Kind.TEXT))),
                    List.of());

    /// Small enough to be reached.
    public static final TableLimits LIMITS =
            new TableLimits(
                    200, 50, 2_000, 20, 1_000, 12, 4, 30, Duration.ofMinutes(1), RawLimits.DEFAULT);

    private Tables tables;

    /// Opens empty tables.
    protected abstract Tables open(Schema schema, TableLimits limits) throws Exception;

    @BeforeEach
    void openTables() throws Exception {
        tables = open(SCHEMA, LIMITS);
    }

    @AfterEach
    void closeTables() {
        tables.close();
    }

    protected final Tables tables() {
        return tables;
    }

    /// Writes a record.
    protected final void record(String uri, String collection, String json, long created) {
        tables.apply(
                new TableBatch()
                        .upsert(
                                "records",
                                Cell.of(uri),
                                Cell.of(collection),
                                Cell.json(json),
                                Cell.of(created)));
    }

    /// Writes a thing with a document.
    protected final void thing(long id, String json) {
        tables.apply(thing(new TableBatch(), id, Cell.none(), Cell.json(json)));
    }

    /// Writes a thing with a name.
    protected final void named(long id, Cell name) {
        tables.apply(thing(new TableBatch(), id, name, Cell.none()));
    }

    protected static TableBatch thing(TableBatch batch, long id, Cell name, Cell doc) {
        return batch.upsert(
                "things", Cell.of(id), name, Cell.none(), Cell.none(), Cell.none(), doc);
    }

    protected static TableBatch link(TableBatch batch, String source, String target) {
        return batch.upsert("links", Cell.of(source), Cell.of(target));
    }

    /// The ids of the things that pass a filter, in order.
    protected final List<Long> ids(Filter filter) {
        return ids(Query.of("things", LIMITS.pageRows()).where(filter));
    }

    protected final List<Long> ids(Query query) {
        return tables.list(query).rows().stream().map(row -> row.integer("id")).toList();
    }

    protected final List<String> uris(Query query) {
        return uris(tables.list(query).rows());
    }

    protected static List<String> uris(List<Row> rows) {
        return rows.stream().map(row -> row.text("uri")).toList();
    }
}
