package chancery.server.streams;

import chancery.appview.index.Freshness;
import chancery.appview.index.IndexSchema;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.Page;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.SlowReadException;
import chancery.store.table.Sort;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;
import chancery.streams.fault.Fault;
import chancery.streams.indexed.Excerpt;
import chancery.streams.indexed.IndexedChanges;
import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.IndexedRecords;
import chancery.streams.indexed.RecordType;
import chancery.streams.name.RecordId;
import chancery.streams.query.TimeWindow;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/// The index of the AppView, as the streams read it.
public final class IndexRecords implements IndexedRecords {
    private static final String RECORDS = IndexSchema.RECORDS.name();
    private static final int PAGE = 1_000;

    private final Registry registry;
    private final Tables tables;
    private final Freshness freshness;
    private final IndexChanges changes;
    private volatile Known known;

    /// @param tables of the index
    public IndexRecords(Registry registry, Tables tables, Freshness freshness) {
        this.registry = registry;
        this.tables = tables;
        this.freshness = freshness;
        this.changes = new IndexChanges(tables);
        this.known = Known.of(registry.snapshot());
    }

    /// The types of the lexicons of one moment.
    private record Known(SortedMap<String, Registered> lexicons, List<RecordType> types) {
        static Known of(Snapshot snapshot) {
            return new Known(snapshot.lexicons(), LexiconTypes.of(snapshot));
        }
    }

    @Override
    public List<RecordType> types() {
        Snapshot now = registry.snapshot();
        Known last = known;
        if (last.lexicons() != now.lexicons()) {
            last = Known.of(now);
            known = last;
        }
        return last.types();
    }

    @Override
    public void await() {
        freshness.await();
    }

    @Override
    public Optional<IndexedRecord> find(RecordType type, RecordId id) {
        int slash = id.externalId().indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String uri =
                "at://"
                        + id.externalId().substring(0, slash)
                        + "/"
                        + type.nsid()
                        + id.externalId().substring(slash);
        return tables.get(RECORDS, RowKey.of(uri)).map(IndexRecords::record);
    }

    @Override
    public void each(RecordType type, Excerpt excerpt, Predicate<IndexedRecord> take) {
        Query query =
                Query.of(RECORDS, PAGE)
                        .where(IndexFilters.of(type.nsid(), excerpt))
                        .sort(sort(excerpt.order()));
        Query plain = query.where(IndexFilters.base(type.nsid(), excerpt.window()));
        Optional<Query> next = Optional.of(query);
        while (next.isPresent()) {
            Page page = page(next.get(), plain);
            for (Row row : page.rows()) {
                if (!take.test(record(row))) {
                    return;
                }
            }
            Query asked = next.get();
            next = page.next().map(asked::after);
        }
    }

    /// A page by the filter; where that finds too little in its time, by the plain one: what the
    /// filter leaves out is then left out by who asked.
    private Page page(Query query, Query plain) {
        try {
            return tables.list(query);
        } catch (SlowReadException slow) {
            return slowPage(query.after().map(plain::after).orElse(plain));
        }
    }

    private Page slowPage(Query query) {
        try {
            return tables.list(query);
        } catch (SlowReadException slow) {
            throw Fault.of(Fault.Kind.TOO_SLOW, "The index took too long to read");
        }
    }

    private static Sort sort(Excerpt.Order order) {
        return switch (order) {
            case OLDEST_FIRST -> IndexSchema.ascending("indexed_at");
            case NEWEST_FIRST -> IndexSchema.descending("indexed_at");
            case EARLIEST_FIRST -> IndexSchema.ascending("created_at");
            case LATEST_FIRST -> IndexSchema.descending("created_at");
        };
    }

    @Override
    public long count(RecordType type) {
        Filter all = IndexFilters.base(type.nsid(), TimeWindow.ALWAYS);
        List<Grouping.Group> groups = tables.aggregate(Grouping.count(RECORDS, all));
        return groups.getFirst().aggregates().getFirst() instanceof Cell.Int(long count)
                ? count
                : 0;
    }

    @Override
    public IndexedChanges changes() {
        return changes;
    }

    static IndexedRecord record(Row row) {
        return new IndexedRecord(
                row.text("did"),
                row.text("rkey"),
                row.json("record"),
                millis(row.text("created_at")),
                millis(row.text("indexed_at")));
    }

    static long millis(String moment) {
        return OffsetDateTime.parse(moment).toInstant().toEpochMilli();
    }
}
