package chancery.streams.query;

import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.DatumOrder;

import java.util.Comparator;
import java.util.Optional;

/// Orders records in memory. Records of one identifier, which only immutable streams have, stand in
/// the order of their times, then in any that stays the same.
public record RecordOrder(Sort sort) implements Comparator<StoredRecord> {
    @Override
    public int compare(StoredRecord left, StoredRecord right) {
        int order = withoutContents(left, right);
        return order != 0 ? order : contents(left).compareTo(contents(right));
    }

    /// The same of all that records have beside their contents.
    public int withoutContents(StoredRecord left, StoredRecord right) {
        for (Sort.Key key : sort.keys()) {
            int order = compare(key, key.path().of(left), key.path().of(right));
            if (order != 0) {
                return order;
            }
        }
        int order = DatumOrder.texts(left.id().space().value(), right.id().space().value());
        if (order == 0) {
            order = DatumOrder.texts(left.id().externalId(), right.id().externalId());
        }
        if (order == 0) {
            order = Long.compare(left.lastUpdatedTime(), right.lastUpdatedTime());
        }
        return order;
    }

    /// Something to tell apart by what stands beside each other on an immutable stream.
    private static String contents(StoredRecord record) {
        return record.content().toString();
    }

    private static int compare(Sort.Key key, Optional<Datum> left, Optional<Datum> right) {
        if (left.isEmpty() || right.isEmpty()) {
            int absent = Boolean.compare(left.isEmpty(), right.isEmpty());
            return key.nulls() == Sort.Nulls.LAST ? absent : -absent;
        }
        int order = DatumOrder.ORDER.compare(left.get(), right.get());
        return key.direction() == Sort.Direction.ASCENDING ? order : -order;
    }
}
