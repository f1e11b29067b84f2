package chancery.appview.label;

import chancery.appview.index.IndexSchema;
import chancery.appview.truth.Shelf;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All labels, kept as truth and shown as rows of the index. Rows that are lost are made again.
public final class Labels {
    static final String TABLE = IndexSchema.LABELS.name();
    static final String CURSOR = "labels";
    private static final int PAGE = 1_000;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final LabelTruth truth;
    private final Tables tables;
    private final InstantSource clock;
    private long position;

    Labels(LabelTruth truth, Tables tables, InstantSource clock) {
        this.truth = truth;
        this.tables = tables;
        this.clock = clock;
        this.position = truth.position();
        mend();
    }

    /// Takes in what a labeler said up to this cursor; whether its subscription was still the same.
    /// Durable, and seen by queries, when the call returns.
    synchronized boolean take(Subscription of, List<Label> said, long cursor) {
        mend();
        if (!truth.keep(of, said, cursor, position + 1)) {
            return false;
        }
        position++;
        TableBatch rows = new TableBatch();
        for (Label label : said) {
            switch (label.effect()) {
                case GIVEN -> show(rows, label);
                case TAKEN_BACK -> rows.delete(TABLE, key(label));
            }
        }
        tables.apply(rows.reached(CURSOR, position));
        return true;
    }

    /// Drops all labels of a labeler.
    void drop(Did labeler) {
        List<Shelf.Entry<Label>> some = truth.of(labeler, PAGE);
        while (!some.isEmpty()) {
            drop(some);
            some = truth.of(labeler, PAGE);
        }
    }

    /// Drops the labels that do not count any more, and makes rows again where some are missing.
    public void sweep() {
        mend();
        Instant now = clock.instant();
        Filter expired =
                Filter.and(
                        Filter.present(Field.of("exp")),
                        Filter.compare(Field.of("exp"), Filter.Op.LE, moment(now)));
        List<Shelf.Entry<Label>> gone;
        do {
            gone =
                    tables.list(Query.of(TABLE, PAGE).where(expired)).rows().stream()
                            .flatMap(row -> expired(row, now).stream())
                            .toList();
        } while (!gone.isEmpty() && drop(gone));
    }

    /// The label of this row, if it is still there and still expired.
    private Optional<Shelf.Entry<Label>> expired(Row row, Instant now) {
        String id = row.text("src") + " " + row.text("uri") + " " + row.text("val");
        return truth.find(id)
                .filter(label -> label.exp().filter(exp -> !exp.instant().isAfter(now)).isPresent())
                .map(label -> new Shelf.Entry<>(id, label));
    }

    private synchronized boolean drop(List<Shelf.Entry<Label>> gone) {
        if (!truth.drop(gone, position + 1)) {
            return false;
        }
        position++;
        TableBatch rows = new TableBatch();
        gone.forEach(entry -> rows.delete(TABLE, key(entry.row())));
        tables.apply(rows.reached(CURSOR, position));
        return true;
    }

    /// Makes all rows again unless they go exactly as far as the truth.
    public synchronized void mend() {
        long shown = tables.cursor(CURSOR).orElse(0);
        if (shown == position) {
            return;
        }
        position = Math.max(shown, position) + 1;
        truth.move(position);
        tables.apply(new TableBatch().deleteWhere(TABLE, Filter.all()));
        List<Shelf.Entry<Label>> page = truth.page("", PAGE);
        while (!page.isEmpty()) {
            TableBatch rows = new TableBatch();
            page.forEach(entry -> show(rows, entry.row()));
            tables.apply(rows);
            page = truth.page(page.getLast().id(), PAGE);
        }
        tables.apply(new TableBatch().reached(CURSOR, position));
    }

    private static void show(TableBatch rows, Label label) {
        rows.upsert(TABLE, cells(label).toArray(Cell[]::new));
    }

    /// The row of a label.
    static List<Cell> cells(Label label) {
        return List.of(
                Cell.of(label.src().value()),
                Cell.of(label.uri()),
                Cell.of(label.val()),
                Cell.of(label.cts().value()),
                label.exp().map(Datetime::instant).map(Labels::moment).orElse(Cell.none()));
    }

    private static Cell moment(Instant instant) {
        return Cell.of(MOMENT.format(instant));
    }

    /// The key of its row.
    static RowKey key(Label label) {
        return RowKey.of(Cell.of(label.src().value()), Cell.of(label.uri()), Cell.of(label.val()));
    }
}
