package chancery.appview.query;

import static chancery.appview.index.IndexSchema.RECORDS;
import static chancery.appview.index.IndexSchema.REFS;

import chancery.appview.index.IndexSchema;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.SyntaxException;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.PositionException;
import chancery.store.table.Query;
import chancery.store.table.RawAnswer;
import chancery.store.table.RawSql;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Search;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Questions about the indexed records. A read that takes too long throws
/// [chancery.store.table.SlowReadException].
public final class RecordQueries {
    private static final int SEARCH_DEFAULT = 10;
    private static final int SEARCH_UNITS_MAX = 1_000;

    private final Tables tables;
    private final String backend;
    private final AppViewLimits.Queries limits;

    /// @param backend the name of the engine, `sqlite` or `postgres`, as scripts ask for it
    public RecordQueries(Tables tables, String backend, AppViewLimits.Queries limits) {
        this.tables = tables;
        this.backend = backend;
        this.limits = limits;
    }

    /// What one page holds at most, of what was asked for; less than nothing stands for all that
    /// may be had.
    public int pageSize(long asked) {
        return asked < 0 ? limits.pageMax() : (int) Math.min(asked, limits.pageMax());
    }

    /// What one page holds when nobody says.
    public int pageDefault() {
        return limits.pageDefault();
    }

    /// What a search finds when nobody says.
    public int searchDefault() {
        return SEARCH_DEFAULT;
    }

    /// The record with this URI.
    public Optional<StoredRecord> get(String uri) {
        return tables.get(RECORDS.name(), RowKey.of(uri)).map(RecordQueries::record);
    }

    /// A page of a list.
    ///
    /// @throws SyntaxException when more is to be passed over than may be
    public RecordList list(ListRequest asked) {
        int size = pageSize(asked.limit());
        if (size == 0) {
            return RecordList.EMPTY;
        }
        Optional<Position> after = after(asked);
        int passed = after.isPresent() ? 0 : passed(asked);
        Query query =
                Query.of(RECORDS.name(), passed + size)
                        .where(where(asked))
                        .sort(asked.order().level());
        Page page = page(query, after);
        List<Row> rows = page.rows();
        return new RecordList(
                rows.subList(Math.min(passed, rows.size()), rows.size()).stream()
                        .map(RecordQueries::record)
                        .toList(),
                page.next().map(next -> cursor(asked.order(), next)));
    }

    private int passed(ListRequest asked) {
        if (asked.order().field().isEmpty() || asked.offset() <= 0) {
            return 0;
        }
        if (asked.offset() > limits.offsetMax()) {
            throw new SyntaxException(
                    "invalid offset: at most " + limits.offsetMax() + "; use the cursor");
        }
        return (int) asked.offset();
    }

    private static Filter where(ListRequest asked) {
        List<Filter> parts = new ArrayList<>();
        parts.add(Filter.eq("collection", asked.collection()));
        asked.did().ifPresent(did -> parts.add(Filter.eq("did", did)));
        parts.add(asked.where());
        return new Filter.And(parts);
    }

    private static Optional<Position> after(ListRequest asked) {
        RecordOrder order = asked.order();
        return asked.cursor()
                .flatMap(
                        cursor ->
                                order.field().isEmpty()
                                        ? Cursors.moment(cursor, asked.collection())
                                        : Cursors.tagged(cursor, order.tag()));
    }

    private static String cursor(RecordOrder order, Position next) {
        return order.field().isEmpty()
                ? Cursors.of(text(next, 0), text(next, 1))
                : Cursors.of(order.tag(), next);
    }

    /// A page; from the beginning where the position is none of this list.
    private Page page(Query query, Optional<Position> after) {
        try {
            return tables.list(after.map(query::after).orElse(query));
        } catch (PositionException _) {
            return tables.list(query);
        }
    }

    /// Records in which a text contains another, without regard to case: those that equal it, then
    /// those that begin with it, then the others.
    ///
    /// @param field where the text stands
    /// @throws SyntaxException when that is no name of a place
    public List<StoredRecord> search(String collection, String field, String text, long limit) {
        int size = pageSize(limit);
        if (text.length() > SEARCH_UNITS_MAX) {
            throw new SyntaxException("invalid search query: at most " + SEARCH_UNITS_MAX);
        }
        Search search =
                new Search(
                        RECORDS.name(),
                        Filter.eq("collection", collection),
                        FieldPath.inRecord(field, "search"),
                        text,
                        Math.max(1, size));
        return size == 0
                ? List.of()
                : tables.search(search).stream().map(RecordQueries::record).toList();
    }

    /// How many records a collection has, or one account in it.
    public long count(String collection, Optional<String> did) {
        List<Filter> parts = new ArrayList<>();
        parts.add(Filter.eq("collection", collection));
        did.ifPresent(owner -> parts.add(Filter.eq("did", owner)));
        List<Grouping.Group> groups =
                tables.aggregate(Grouping.count(RECORDS.name(), new Filter.And(parts)));
        return groups.getFirst().aggregates().getFirst() instanceof Cell.Int(long count)
                ? count
                : 0;
    }

    /// The records of a collection that name a URI, the newest first.
    ///
    /// @param asked whose collection, whose records, how many, from where on; its conditions and
    ///     its order are not looked at
    public RecordList backlinks(String uri, ListRequest asked) {
        int size = pageSize(asked.limit());
        if (size == 0) {
            return RecordList.EMPTY;
        }
        List<Filter> parts = new ArrayList<>();
        parts.add(Filter.eq("target_uri", uri));
        parts.add(Filter.eq("collection", asked.collection()));
        asked.did().ifPresent(did -> parts.add(Filter.eq("did", did)));
        Query query =
                Query.of(REFS.name(), size)
                        .where(new Filter.And(parts))
                        .sort(
                                IndexSchema.descending("created_at"),
                                IndexSchema.descending("source_uri"));
        Optional<Position> after =
                asked.cursor()
                        .flatMap(cursor -> Cursors.moment(cursor, asked.collection()))
                        .map(position -> linked(position, uri));
        Page page = page(query, after);
        return new RecordList(
                page.rows().stream()
                        .map(row -> row.text("source_uri"))
                        .flatMap(source -> get(source).stream())
                        .toList(),
                page.next().map(next -> Cursors.of(text(next, 0), text(next, 1))));
    }

    /// A position among links, which ends with what is linked to.
    private static Position linked(Position position, String uri) {
        List<Cell> cells = new ArrayList<>(position.values());
        cells.add(Cell.of(uri));
        return new Position(cells);
    }

    /// One statement in the engine's own SQL.
    public RawAnswer raw(String sql, List<Cell> parameters) {
        return tables instanceof RawSql raw
                ? raw.query(sql, parameters)
                : new RawAnswer.Refused("this engine has no SQL");
    }

    /// The name of the engine.
    public String backend() {
        return backend;
    }

    private static StoredRecord record(Row row) {
        return new StoredRecord(row.text("uri"), row.json("record"));
    }

    private static String text(Position position, int place) {
        if (position.values().get(place) instanceof Cell.Text(String text)) {
            return text;
        }
        throw new IllegalStateException("moments and URIs are texts");
    }
}
