package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.memory.MemoryColumnFiles;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

final class StandingTest {
    private final Standing standing = new Standing(System::nanoTime);

    @Test
    void gathersForAsLongAsItMay() throws Exception {
        long start = System.nanoTime();

        standing.gather(Duration.ofMillis(20));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(19));
    }

    /// It would not come back within the time of any test.
    @Test
    void gathersNoLongerOnceSomebodyWaits() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> asked =
                    threads.submit(() -> standing.ask(1, Duration.ofDays(1), (_, _) -> "answer"));

            standing.gather(Duration.ofDays(1));

            threads.shutdownNow();
            assertThatThrownBy(asked::get).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void asksAgainWhenTableBecameUnsoundMeanwhile() throws Exception {
        try (var columns = new MemoryColumnFiles(ColumnLimits.DEFAULT).open()) {
            ColumnTable table = settled(columns);
            AtomicInteger turns = new AtomicInteger();

            Optional<Integer> answer =
                    standing.ask(
                            1,
                            Duration.ofDays(1),
                            (_, _) -> {
                                if (turns.incrementAndGet() == 1) {
                                    standing.unsettle();
                                    table.apply(new ColumnBatch(List.of(), 2));
                                    settle(2);
                                }
                                return turns.get();
                            });

            assertThat(answer).contains(2);
        }
    }

    /// As a long question does while much is taken in.
    @Test
    void answersWhenTableBecomesUnsoundInEveryTurn() throws Exception {
        try (var columns = new MemoryColumnFiles(ColumnLimits.DEFAULT).open()) {
            settled(columns);
            AtomicInteger turns = new AtomicInteger();

            Optional<Integer> answer =
                    standing.ask(
                            1,
                            Duration.ofDays(1),
                            (_, _) -> {
                                standing.unsettle();
                                settle(1);
                                return turns.incrementAndGet();
                            });

            assertThat(answer).contains(2);
        }
    }

    @Test
    void asksOnceWhenTableGoesOnSoundly() throws Exception {
        try (var columns = new MemoryColumnFiles(ColumnLimits.DEFAULT).open()) {
            settled(columns);
            AtomicInteger turns = new AtomicInteger();

            Optional<Integer> answer =
                    standing.ask(
                            1,
                            Duration.ofDays(1),
                            (_, _) -> {
                                settle(2);
                                return turns.incrementAndGet();
                            });

            assertThat(answer).contains(1);
        }
    }

    /// A table that is sound at position 1.
    private ColumnTable settled(Columns columns) {
        ColumnTable table = columns.open("table", List.of());
        standing.open(table, 0, 0);
        table.apply(new ColumnBatch(List.of(), 1));
        settle(1);
        return table;
    }

    private void settle(long position) {
        standing.settle(position);
        standing.reach(position);
    }
}
