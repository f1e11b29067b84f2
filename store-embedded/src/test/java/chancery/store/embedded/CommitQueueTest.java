package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.Batch;
import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;
import chancery.store.StoreLimits;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class CommitQueueTest {
    private static final StoreLimits LIMITS =
            new StoreLimits(
                    64, 1_000, 40, 100, 5, 3, 100, Duration.ofMillis(5), 3, Duration.ofSeconds(60));

    private final CommitQueue queue = new CommitQueue(LIMITS);

    @Test
    void holdsAsManyBatchesAsAllowedAndNoMore() {
        queue.put(pending(1));
        queue.put(pending(1));
        queue.put(pending(1));

        assertThatThrownBy(() -> queue.put(pending(1))).isInstanceOf(StoreBusyException.class);
        assertThat(queue.take(10, 100)).hasSize(3);
        queue.put(pending(1));
    }

    @Test
    void holdsAsManyBytesAsAllowedAndNoMore() {
        queue.put(pending(60));
        queue.put(pending(40));

        assertThatThrownBy(() -> queue.put(pending(1))).isInstanceOf(StoreBusyException.class);
        queue.take(1, 100);
        queue.put(pending(60));
        assertThatThrownBy(() -> queue.put(pending(1))).isInstanceOf(StoreBusyException.class);
    }

    @Test
    void givesGroupsWithinBothBoundsButAlwaysOneBatch() {
        queue.put(pending(40));
        queue.put(pending(40));
        queue.put(pending(20));

        assertThat(queue.take(10, 10)).hasSize(1);
        assertThat(queue.take(1, 100)).hasSize(1);
        assertThat(queue.take(10, 100)).hasSize(1);
    }

    @Test
    void closedItGivesWhatItHasAndTakesNothing() {
        queue.put(pending(1));
        queue.close();

        assertThatThrownBy(() -> queue.put(pending(1))).isInstanceOf(StoreClosedException.class);
        assertThat(queue.take(10, 100)).hasSize(1);
        assertThat(queue.take(10, 100)).isEmpty();
    }

    private static Pending pending(long bytes) {
        Batch batch = new Batch();
        return new Pending(batch, EncodedBatch.of(batch, 0, _ -> 1), bytes);
    }
}
