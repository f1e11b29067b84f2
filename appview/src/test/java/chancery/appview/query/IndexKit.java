package chancery.appview.query;

import static chancery.appview.index.IndexSchema.RECORDS;
import static chancery.appview.index.IndexSchema.REFS;

import chancery.appview.index.IndexSchema;
import chancery.appview.limit.AppViewLimits;
import chancery.store.memory.MemoryTables;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

/// An index in memory, filled by hand.
public final class IndexKit {
    public static final String ALICE = "did:plc:alice";
    public static final String BOB = "did:plc:bob";
    public static final String GAME = "games.gamesgamesgamesgames.game";

    private final Tables tables = new MemoryTables(IndexSchema.SCHEMA, TableLimits.DEFAULT);

    public Tables tables() {
        return tables;
    }

    public RecordQueries queries() {
        return new RecordQueries(tables, "sqlite", AppViewLimits.Queries.STANDARD);
    }

    /// A moment as the index writes it.
    public static String at(int second) {
        return "2026-05-19T10:%02d:%02d.000000+00:00".formatted(second / 60, second % 60);
    }

    /// Indexes a record of the collection [#GAME] for the first time at this second.
    public String put(String did, String key, int second, String json) {
        return put(GAME, did, key, second, json);
    }

    public String put(String collection, String did, String key, int second, String json) {
        String uri = "at://" + did + "/" + collection + "/" + key;
        Cell at = Cell.of(at(second));
        TableBatch batch =
                new TableBatch()
                        .upsert(
                                RECORDS.name(),
                                Cell.of(uri),
                                Cell.of(did),
                                Cell.of(collection),
                                Cell.of(key),
                                Cell.json(json),
                                Cell.of(""),
                                at,
                                at,
                                Cell.of(1));
        tables.apply(batch);
        return uri;
    }

    /// Says that one record names another.
    public void link(String source, String target, int second) {
        String[] parts = source.split("/", -1);
        TableBatch batch =
                new TableBatch()
                        .upsert(
                                REFS.name(),
                                Cell.of(source),
                                Cell.of(target),
                                Cell.of(parts[3]),
                                Cell.of(parts[2]),
                                Cell.of(at(second)));
        tables.apply(batch);
    }
}
