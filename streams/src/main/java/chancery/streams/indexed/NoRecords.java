package chancery.streams.indexed;

import chancery.streams.name.RecordId;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// No types and no records.
record NoRecords() implements IndexedRecords {
    @Override
    public List<RecordType> types() {
        return List.of();
    }

    @Override
    public void await() {
        // There is nothing that could be late.
    }

    @Override
    public Optional<IndexedRecord> find(RecordType type, RecordId id) {
        return Optional.empty();
    }

    @Override
    public void each(RecordType type, Excerpt excerpt, Predicate<IndexedRecord> take) {
        // There is nothing to hand out.
    }

    @Override
    public long count(RecordType type) {
        return 0;
    }

    @Override
    public IndexedChanges changes() {
        return new NoChanges();
    }
}
