package chancery.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Where the appends of a batch come to lie: the position of each, and the tail each named log has
/// afterwards. Trims and erasures leave a tail as it is, so that no position is given twice.
public record Placement(long[] positions, Map<String, Long> tails) {

    /// Places a batch behind the tails as they are.
    public static Placement of(Batch batch, ToLongFunction<String> tailOf) {
        long[] positions = new long[batch.appends()];
        Map<String, Long> tails = new LinkedHashMap<>();
        int append = 0;
        for (Batch.Change change : batch.changes()) {
            switch (change) {
                case Batch.Change.Append a ->
                        positions[append++] = moved(tails, a.log(), tailOf, Long.MIN_VALUE);
                case Batch.Change.Jump jump -> moved(tails, jump.log(), tailOf, jump.floor());
                case Batch.Change.Put _,
                        Batch.Change.Delete _,
                        Batch.Change.DeletePartition _,
                        Batch.Change.PutStamped _,
                        Batch.Change.Trim _,
                        Batch.Change.Erase _ -> {}
            }
        }
        return new Placement(positions, tails);
    }

    private static long moved(
            Map<String, Long> tails, String log, ToLongFunction<String> tailOf, long floor) {
        Long known = tails.get(log);
        long tail = known == null ? tailOf.applyAsLong(log) : known;
        long next = floor == Long.MIN_VALUE ? tail + 1 : Math.max(tail, floor);
        tails.put(log, next);
        return next;
    }
}
