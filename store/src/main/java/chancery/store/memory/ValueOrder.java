package chancery.store.memory;

import chancery.store.column.SortKey;
import chancery.store.column.Value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The order of values of one kind, and of rows by them.
final class ValueOrder {
    private ValueOrder() {}

    static int compare(Value.Single left, Value.Single right) {
        return switch (left) {
            case Value.Text(var a) when right instanceof Value.Text(var b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            case Value.Whole(var a) when right instanceof Value.Whole(var b) -> Long.compare(a, b);
            case Value.Real(var a) when right instanceof Value.Real(var b) -> Double.compare(a, b);
            case Value.Flag(var a) when right instanceof Value.Flag(var b) -> Boolean.compare(a, b);
            case Value.Text _, Value.Whole _, Value.Real _, Value.Flag _ ->
                    throw new IllegalArgumentException("values of two kinds");
        };
    }

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
            return key.direction() == SortKey.Direction.ASCENDING ? compare(a, b) : compare(b, a);
        }
        int absent = Boolean.compare(left instanceof Value.Absent, right instanceof Value.Absent);
        return key.absent() == SortKey.Absent.LAST ? absent : -absent;
    }
}
