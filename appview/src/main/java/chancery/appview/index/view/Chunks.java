package chancery.appview.index.view;

import chancery.store.table.Filter;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.util.List;
import java.util.OptionalLong;

/// Changes of the tables, written whenever enough have come together. The cursor is written with
/// the last of them.
final class Chunks {
    private static final int CHANGES_MAX = 10_000;
    private static final long BYTES_MAX = 8 << 20;

    private final Tables tables;
    private TableBatch batch = new TableBatch();
    private int changes;
    private long bytes;

    Chunks(Tables tables) {
        this.tables = tables;
    }

    void show(String uri, Shown shown, Earlier earlier) {
        if (earlier == Earlier.POSSIBLE) {
            unlink(uri);
        }
        upsert(Shown.RECORDS, shown.record());
        shown.references().forEach(cells -> upsert(Shown.REFS, cells));
        flushWhenFull();
    }

    void remove(String uri) {
        unlink(uri);
        batch.delete(Shown.RECORDS, RowKey.of(uri));
        changes++;
        flushWhenFull();
    }

    void removeWhere(Filter records, Filter references) {
        batch.deleteWhere(Shown.RECORDS, records).deleteWhere(Shown.REFS, references);
        changes += 2;
        flushWhenFull();
    }

    /// Writes what is left; the cursor stands at this position afterwards.
    void end(OptionalLong reached) {
        reached.ifPresent(position -> batch.reached(View.CURSOR, position));
        if (changes > 0 || reached.isPresent()) {
            flush();
        }
    }

    /// Whether the tables may have an earlier version of a record.
    enum Earlier {
        POSSIBLE,
        NONE
    }

    private void unlink(String uri) {
        batch.deleteWhere(Shown.REFS, Filter.eq("source_uri", uri));
        changes++;
    }

    private void upsert(String table, List<Cell> cells) {
        batch.upsert(table, cells.toArray(Cell[]::new));
        changes++;
        bytes += cells.stream().mapToLong(Cell::bytes).sum();
    }

    private void flushWhenFull() {
        if (changes >= CHANGES_MAX || bytes >= BYTES_MAX) {
            flush();
        }
    }

    private void flush() {
        tables.apply(batch);
        batch = new TableBatch();
        changes = 0;
        bytes = 0;
    }
}
