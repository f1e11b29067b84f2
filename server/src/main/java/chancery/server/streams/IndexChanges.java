package chancery.server.streams;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.view.Positions;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Filter.Op;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.SlowReadException;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;
import chancery.streams.fault.Fault;
import chancery.streams.indexed.IndexedChange;
import chancery.streams.indexed.IndexedChanges;
import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.RecordType;
import chancery.streams.truth.Status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The changes of the index: its rows and its deletions, in the order of their positions.
///
/// A position is read as the newest one first, and nothing behind it is handed out then: what has a
/// smaller one and is not found any longer has changed again, and stands behind it.
final class IndexChanges implements IndexedChanges {
    private static final String RECORDS = IndexSchema.RECORDS.name();
    private static final String DELETIONS = IndexSchema.DELETIONS.name();
    private static final String POSITIONS = IndexSchema.POSITIONS.name();
    private static final int FIRST_PAGE = 100;
    private static final int PAGE = 1_000;
    private static final long MICROS = 1_000;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Comparator<Row> ORDER =
            Comparator.<Row>comparingLong(row -> row.integer("position"))
                    .thenComparing(row -> row.text("uri"));

    private final Tables tables;

    /// @param tables of the index
    IndexChanges(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Extent extent() {
        return known().orElseThrow(IndexChanges::away);
    }

    private static Fault away() {
        return Fault.of(Fault.Kind.UNAVAILABLE, "The index is made anew").retryAfter(RETRY);
    }

    private Optional<Extent> known() {
        Map<String, Long> known = new HashMap<>();
        for (Row row : page(Query.of(POSITIONS, PAGE)).rows()) {
            known.put(row.text("name"), row.integer("position"));
        }
        Long newest = known.get(Positions.NEWEST);
        return newest == null
                ? Optional.empty()
                : Optional.of(
                        new Extent(
                                known.get(Positions.BEGUN) + "/" + known.get(Positions.LOG),
                                newest,
                                known.getOrDefault(Positions.FORGOTTEN, newest)));
    }

    @Override
    public long since(long millis) {
        return Math.max(0, millis) * MICROS;
    }

    @Override
    public void await(long position, Duration wait) throws InterruptedException {
        Duration left = wait;
        while (left.isPositive() && known().filter(now -> now.newest() > position).isEmpty()) {
            Thread.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
            left = left.minus(LOOK);
        }
    }

    @Override
    public boolean each(RecordType type, Spot after, long through, Predicate<IndexedChange> take) {
        Rows records = new Rows(RECORDS, type, after, through);
        Rows deletions = new Rows(DELETIONS, type, after, through);
        Optional<Row> record = records.next();
        Optional<Row> deletion = deletions.next();
        while (record.isPresent() || deletion.isPresent()) {
            boolean there =
                    deletion.isEmpty()
                            || (record.isPresent()
                                    && ORDER.compare(record.get(), deletion.get()) < 0);
            if (there) {
                if (!take.test(shown(record.orElseThrow()))) {
                    return false;
                }
                record = records.next();
            } else {
                Row gone = deletion.orElseThrow();
                if (!shownAgain(gone) && !take.test(deleted(gone))) {
                    return false;
                }
                deletion = deletions.next();
            }
        }
        return true;
    }

    /// Whether a record has come back since, so that it stands behind its deletion.
    private boolean shownAgain(Row deletion) {
        return tables.get(RECORDS, RowKey.of(deletion.text("uri"))).isPresent();
    }

    private static IndexedChange shown(Row row) {
        IndexedRecord record = IndexRecords.record(row);
        boolean fresh = row.text("created_at").equals(row.text("indexed_at"));
        return new IndexedChange(
                row.integer("position"), fresh ? Status.CREATED : Status.UPDATED, record);
    }

    private static IndexedChange deleted(Row row) {
        long position = row.integer("position");
        return new IndexedChange(
                position,
                Status.DELETED,
                new IndexedRecord(
                        row.text("did"),
                        row.text("rkey"),
                        "{}",
                        IndexRecords.millis(row.text("created_at")),
                        position / MICROS));
    }

    private Page page(Query query) {
        try {
            return tables.list(query);
        } catch (SlowReadException slow) {
            throw Fault.of(Fault.Kind.TOO_SLOW, "The index took too long to read");
        }
    }

    /// The address of the record of a name; what is no name sorts as it is.
    private static String uri(String name, RecordType type) {
        int slash = name.indexOf('/');
        return slash < 0
                ? name
                : "at://" + name.substring(0, slash) + "/" + type.nsid() + name.substring(slash);
    }

    /// Rows of one table in the order of their positions, read in pages as they are needed.
    private final class Rows {
        private final Deque<Row> read = new ArrayDeque<>();
        private Optional<Query> further;

        Rows(String table, RecordType type, Spot after, long through) {
            Filter these =
                    Filter.and(
                            Filter.eq("collection", type.nsid()),
                            Filter.compare(Field.of("position"), Op.LE, Cell.of(through)));
            List<Cell> place = List.of(Cell.of(after.position()), Cell.of(uri(after.name(), type)));
            further =
                    Optional.of(
                            Query.of(table, FIRST_PAGE)
                                    .where(these)
                                    .sort(IndexSchema.ascending("position"))
                                    .after(new Position(place)));
        }

        Optional<Row> next() {
            while (read.isEmpty() && further.isPresent()) {
                Query asked = further.get();
                Page page = page(asked);
                read.addAll(page.rows());
                further = page.next().map(place -> larger(asked).after(place));
            }
            return Optional.ofNullable(read.poll());
        }

        private Query larger(Query query) {
            return new Query(query.table(), query.where(), query.sort(), PAGE, query.after());
        }
    }
}
