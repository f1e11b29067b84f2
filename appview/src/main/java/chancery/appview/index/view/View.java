package chancery.appview.index.view;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.IndexTruth.Entry;
import chancery.appview.index.kept.Mark;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.view.Chunks.Earlier;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Page;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Keeps the tables equal to the truth. Each mark makes the rows equal to the truth as it is now,
/// so that marks may be worked off twice, and a newer truth than that of the mark does no harm.
/// For one thread.
public final class View {
    /// The cursor in the tables: a position in the log of the index.
    public static final String CURSOR = "index";

    private static final int PAGE = 1_000;

    private final Tables tables;
    private final IndexTruth truth;
    private final Projection projection;
    private final Positions positions;

    /// @param projection makes rows of what is known
    /// @param clock says about when changes were made
    public View(Tables tables, IndexTruth truth, Projection projection, InstantSource clock) {
        this.tables = tables;
        this.truth = truth;
        this.projection = projection;
        this.positions = new Positions(tables, clock);
    }

    /// Makes the tables ready to follow the log: as they are, or anew from the truth when they
    /// were lost or have missed a part of it.
    ///
    /// @return the position from which on the log has to be worked off
    public long open() {
        OptionalLong cursor = tables.cursor(CURSOR);
        long tail = truth.log().tail();
        if (cursor.isEmpty() || cursor.getAsLong() < truth.trimmed()) {
            return rebuild(tail);
        }
        if (cursor.getAsLong() > tail) {
            // The store is older than the tables: it was restored.
            tables.clear();
            return rebuild(tail);
        }
        if (!positions.resume()) {
            // A rebuild did not come to its end.
            tables.clear();
            return rebuild(tail);
        }
        return cursor.getAsLong();
    }

    /// The truth at this position or later: what came after it is worked off again. A record stands
    /// among the changes where it was last written.
    private long rebuild(long position) {
        positions.restart();
        Chunks chunks = new Chunks(tables, positions);
        chunks.removeAll();
        for (int shard = 0; shard < IndexTruth.SHARDS; shard++) {
            Optional<RecordName> after = Optional.empty();
            do {
                List<Entry> page = truth.page(shard, after, PAGE);
                add(page, chunks, row -> positions.pass(row.indexed()));
                after = last(page);
            } while (after.isPresent());
        }
        chunks.finish(position);
        return position;
    }

    /// Works off marks of the log.
    ///
    /// @param position of the last of them
    public void apply(List<Mark> marks, long position) {
        positions.begin();
        Chunks chunks = new Chunks(tables, positions);
        accounts(marks).forEach(did -> apply(did, chunks));
        // What comes now looks at what is there.
        chunks.settle();
        List<Map.Entry<RecordName, Mark.Kind>> records = List.copyOf(records(marks).entrySet());
        for (int from = 0; from < records.size(); from += PAGE) {
            apply(records.subList(from, Math.min(records.size(), from + PAGE)), chunks);
        }
        chunks.end(OptionalLong.of(position));
    }

    private static Set<Did> accounts(List<Mark> marks) {
        Set<Did> accounts = new LinkedHashSet<>();
        for (Mark mark : marks) {
            switch (mark.kind()) {
                case ACCOUNT -> accounts.add(Did.parse(mark.text()));
                case RECORD, NEW_RECORD -> {}
            }
        }
        return accounts;
    }

    /// Each record once. One that has two marks may have an earlier version in the tables.
    private static Map<RecordName, Mark.Kind> records(List<Mark> marks) {
        Map<RecordName, Mark.Kind> records = new LinkedHashMap<>();
        for (Mark mark : marks) {
            switch (mark.kind()) {
                case RECORD, NEW_RECORD ->
                        records.merge(
                                RecordName.parse(mark.text()),
                                mark.kind(),
                                (_, _) -> Mark.Kind.RECORD);
                case ACCOUNT -> {}
            }
        }
        return records;
    }

    /// Shows all records of an account, or none.
    private void apply(Did did, Chunks chunks) {
        remove(did, chunks);
        Optional<RecordName> after = Optional.empty();
        do {
            List<Entry> page = truth.page(did, after, PAGE);
            add(page, chunks, _ -> positions.next());
            after = last(page);
        } while (after.isPresent());
    }

    private void remove(Did did, Chunks chunks) {
        Filter own = new Filter.Prefix(Field.of("uri"), "at://" + did.value() + "/");
        each(own, row -> chunks.remove(row.text("uri"), Optional.of(Departure.of(row))));
    }

    /// Forgets deletions from before this moment, at most so many; who has not read as far cannot
    /// go on.
    ///
    /// @param before microseconds since 1970
    /// @return how many were forgotten
    public int forget(long before, int max) {
        String table = IndexSchema.DELETIONS.name();
        Query old =
                Query.of(table, max)
                        .where(position(Filter.Op.LT, before))
                        .sort(IndexSchema.ascending("position"));
        List<Row> rows = tables.list(old).rows();
        if (!rows.isEmpty()) {
            long last = rows.getLast().integer("position");
            TableBatch batch = new TableBatch();
            batch.deleteWhere(table, position(Filter.Op.LE, last));
            positions.forget(batch, last);
            tables.apply(batch);
        }
        return rows.size();
    }

    private static Filter position(Filter.Op op, long value) {
        return Filter.compare(Field.of("position"), op, Cell.of(value));
    }

    /// Adds records of which the tables have none, at these positions.
    private void add(List<Entry> page, Chunks chunks, ToLongFunction<IndexRow> position) {
        Map<Did, AccountStatus> hidden = hidden(page.stream().map(Entry::name).toList());
        for (Entry entry : page) {
            if (!hidden.containsKey(entry.name().did())) {
                String uri = entry.name().uri();
                projection
                        .of(entry.name(), entry.row())
                        .ifPresent(
                                shown ->
                                        chunks.show(
                                                uri,
                                                shown,
                                                Earlier.NONE,
                                                position.applyAsLong(entry.row())));
            }
        }
    }

    private void apply(List<Map.Entry<RecordName, Mark.Kind>> marked, Chunks chunks) {
        List<RecordName> names = marked.stream().map(Map.Entry::getKey).toList();
        Map<RecordName, IndexRow> rows = truth.rows(names);
        Map<Did, AccountStatus> hidden = hidden(names);
        Map<String, Departure> leaving = leaving(names, rows, hidden);
        for (Map.Entry<RecordName, Mark.Kind> entry : marked) {
            RecordName name = entry.getKey();
            Optional<IndexRow.Live> live = live(name, rows, hidden);
            Optional<Shown> shown = live.flatMap(row -> projection.of(name, row));
            if (shown.isPresent()) {
                Earlier earlier = earlier(entry.getValue());
                chunks.show(name.uri(), shown.get(), earlier, positions.next());
            } else {
                String uri = name.uri();
                Optional<Departure> seen = Optional.ofNullable(leaving.get(uri));
                chunks.remove(uri, live.isPresent() ? shown(uri) : seen);
            }
        }
    }

    /// What is to be shown, where that can be.
    private static Optional<IndexRow.Live> live(
            RecordName name, Map<RecordName, IndexRow> rows, Map<Did, AccountStatus> hidden) {
        return rows.get(name) instanceof IndexRow.Live row && !hidden.containsKey(name.did())
                ? Optional.of(row)
                : Optional.empty();
    }

    /// What is shown of those that will not be there any longer.
    private Map<String, Departure> leaving(
            List<RecordName> names,
            Map<RecordName, IndexRow> rows,
            Map<Did, AccountStatus> hidden) {
        List<Cell> uris =
                names.stream()
                        .filter(name -> live(name, rows, hidden).isEmpty())
                        .map(name -> Cell.of(name.uri()))
                        .toList();
        Map<String, Departure> leaving = new HashMap<>();
        if (!uris.isEmpty()) {
            Filter these = new Filter.In(Field.of("uri"), uris);
            each(these, row -> leaving.put(row.text("uri"), Departure.of(row)));
        }
        return leaving;
    }

    private void each(Filter records, Consumer<Row> take) {
        Optional<Query> next = Optional.of(Query.of(Shown.RECORDS, PAGE).where(records));
        while (next.isPresent()) {
            Query query = next.get();
            Page page = tables.list(query);
            page.rows().forEach(take);
            next = page.next().map(query::after);
        }
    }

    private Optional<Departure> shown(String uri) {
        return tables.get(Shown.RECORDS, RowKey.of(uri)).map(Departure::of);
    }

    private static Earlier earlier(Mark.Kind kind) {
        return kind == Mark.Kind.NEW_RECORD ? Earlier.NONE : Earlier.POSSIBLE;
    }

    private Map<Did, AccountStatus> hidden(Collection<RecordName> names) {
        Set<Did> dids = names.stream().map(RecordName::did).collect(Collectors.toSet());
        return truth.hidden(dids);
    }

    private static Optional<RecordName> last(List<Entry> page) {
        return page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().name());
    }

    /// Entries of the log as marks.
    public static List<Mark> marks(List<byte[]> entries) {
        List<Mark> marks = new ArrayList<>();
        entries.forEach(entry -> marks.addAll(Mark.decode(entry)));
        return marks;
    }
}
