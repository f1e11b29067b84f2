package chancery.streams.indexed;

import java.time.Duration;
import java.util.function.Predicate;

/// Nothing ever changes.
record NoChanges() implements IndexedChanges {
    @Override
    public Extent extent() {
        return new Extent("", 0, 0);
    }

    @Override
    public boolean each(RecordType type, Spot after, long through, Predicate<IndexedChange> take) {
        return true;
    }

    @Override
    public long since(long millis) {
        return 0;
    }

    @Override
    public void await(long position, Duration wait) throws InterruptedException {
        Thread.sleep(wait);
    }
}
