package chancery.streams.http;

import chancery.streams.indexed.Excerpt;
import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.IndexedRecords;
import chancery.streams.indexed.RecordType;
import chancery.streams.name.RecordId;
import chancery.streams.truth.Status;
import chancery.web.Refusal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/// An index in memory, which filters nothing.
final class RecordsInMemory implements IndexedRecords {
    private final Map<String, IndexedRecord> records = new ConcurrentSkipListMap<>();
    private final Map<String, RecordType> types = new ConcurrentHashMap<>();
    private final ChangesInMemory changes = new ChangesInMemory();
    private volatile boolean late;

    void add(RecordType type) {
        types.put(type.nsid(), type);
    }

    void put(RecordType type, IndexedRecord record) {
        records.put(type.nsid() + " " + record.repo() + "/" + record.key(), record);
        changes.put(type, record, Status.CREATED);
    }

    void delete(RecordType type, IndexedRecord record) {
        records.remove(type.nsid() + " " + record.repo() + "/" + record.key());
        changes.put(type, record, Status.DELETED);
    }

    @Override
    public ChangesInMemory changes() {
        return changes;
    }

    /// From now on the index is behind.
    void fallBehind() {
        late = true;
    }

    @Override
    public List<RecordType> types() {
        return List.copyOf(new TreeMap<>(types).values());
    }

    @Override
    public void await() {
        if (late) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "NotEnoughResources", "behind")
                    .header("retry-after", "1");
        }
    }

    @Override
    public Optional<IndexedRecord> find(RecordType type, RecordId id) {
        return Optional.ofNullable(records.get(type.nsid() + " " + id.externalId()));
    }

    @Override
    public void each(RecordType type, Excerpt excerpt, Predicate<IndexedRecord> take) {
        for (IndexedRecord record : all(type).sorted(order(excerpt.order())).toList()) {
            if (!take.test(record)) {
                return;
            }
        }
    }

    private java.util.stream.Stream<IndexedRecord> all(RecordType type) {
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(type.nsid() + " "))
                .map(Map.Entry::getValue);
    }

    private static Comparator<IndexedRecord> order(Excerpt.Order order) {
        Comparator<IndexedRecord> updated =
                Comparator.comparingLong(IndexedRecord::lastUpdatedTime);
        Comparator<IndexedRecord> created = Comparator.comparingLong(IndexedRecord::createdTime);
        return switch (order) {
            case OLDEST_FIRST -> updated;
            case NEWEST_FIRST -> updated.reversed();
            case EARLIEST_FIRST -> created;
            case LATEST_FIRST -> created.reversed();
        };
    }

    @Override
    public long count(RecordType type) {
        return all(type).count();
    }
}
