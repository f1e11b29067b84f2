package chancery.appview.index.view;

import chancery.appview.index.IndexSchema;
import chancery.store.table.Filter;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Changes of the tables, written whenever enough have come together. The cursor is written with
/// the last of them.
final class Chunks {
    private static final int CHANGES_MAX = 10_000;
    private static final long BYTES_MAX = 8 << 20;

    private static final String DELETIONS = IndexSchema.DELETIONS.name();

    private final Tables tables;
    private final Positions positions;
    private TableBatch batch = new TableBatch();
    private int changes;
    private long bytes;

    Chunks(Tables tables, Positions positions) {
        this.tables = tables;
        this.positions = positions;
    }

    void show(String uri, Shown shown, Earlier earlier, long position) {
        if (earlier == Earlier.POSSIBLE) {
            unlink(uri);
        }
        List<Cell> record = new ArrayList<>(shown.record());
        record.add(Cell.of(position));
        upsert(Shown.RECORDS, record);
        shown.references().forEach(cells -> upsert(Shown.REFS, cells));
        flushWhenFull();
    }

    /// Takes a record away, in one transaction with what says so to those who may have seen it.
    void remove(String uri, Optional<Departure> seen) {
        unlink(uri);
        batch.delete(Shown.RECORDS, RowKey.of(uri));
        changes++;
        seen.ifPresent(row -> upsert(DELETIONS, row.cells(positions.next())));
        flushWhenFull();
    }

    /// Begins anew without rows. Nobody can follow the changes until everything is there again.
    void removeAll() {
        batch.deleteWhere(Shown.RECORDS, Filter.all())
                .deleteWhere(Shown.REFS, Filter.all())
                .deleteWhere(DELETIONS, Filter.all())
                .deleteWhere(IndexSchema.POSITIONS.name(), Filter.all());
        flush();
    }

    /// Writes what there is until now.
    void settle() {
        if (changes > 0) {
            flush();
        }
    }

    /// Writes what is left; the cursor stands at this position afterwards.
    void end(OptionalLong reached) {
        reached.ifPresent(position -> batch.reached(View.CURSOR, position));
        if (changes > 0 || reached.isPresent()) {
            flush();
        }
    }

    /// The same when everything was written anew: changes can be followed from here on.
    void finish(long reached) {
        positions.finish(batch, reached);
        end(OptionalLong.of(reached));
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
        positions.note(batch);
        tables.apply(batch);
        batch = new TableBatch();
        changes = 0;
        bytes = 0;
    }
}
