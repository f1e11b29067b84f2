package chancery.store.memory;

import chancery.store.column.SingleOrder;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import java.util.List;
import java.util.Map;

/// The order of rows by values.
final class ValueOrder {
    private ValueOrder() {}

    static int compare(List<SortKey> order, Map<String, Value> left, Map<String, Value> right) {
        for (SortKey key : order) {
            int compared =
                    compare(
                            key,
                            left.getOrDefault(key.column(), Value.absent()),
                            right.getOrDefault(key.column(), Value.absent()));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compare(SortKey key, Value left, Value right) {
        if (left instanceof Value.Single a && right instanceof Value.Single b) {
            int order = SingleOrder.ORDER.compare(a, b);
            return key.direction() == SortKey.Direction.ASCENDING ? order : -order;
        }
        int absent = Boolean.compare(left instanceof Value.Absent, right instanceof Value.Absent);
        return key.absent() == SortKey.Absent.LAST ? absent : -absent;
    }
}
