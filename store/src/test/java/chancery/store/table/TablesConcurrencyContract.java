package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.value.Cell;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Batches and reads by many threads at a time.
public abstract class TablesConcurrencyContract extends TablesContract {
    private static final int BATCHES = 60;

    @Test
    void showsBatchesWholeOrNotAtAll() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> readPairs(done)));
            }

            for (int i = 0; i < BATCHES; i++) {
                tables().apply(pair("p" + i, i));
            }

            done.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    @Test
    void appliesEachPositionOnceWhoeverBringsIt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Tables.Applied>> answers =
                    IntStream.range(0, 20)
                            .mapToObj(i -> threads.submit(() -> tables().apply(pair("p" + i, 5))))
                            .toList();
            long applied = 0;
            for (Future<Tables.Applied> answer : answers) {
                applied += answer.get() == Tables.Applied.APPLIED ? 1 : 0;
            }

            assertThat(applied).isEqualTo(1);
            assertThat(count()).isEqualTo(2);
        }
    }

    @Test
    void showsABatchToWhoReadsAfterIt() {
        for (int i = 0; i < BATCHES; i++) {
            tables().apply(pair("p" + i, i));

            assertThat(tables().cursor("pairs")).hasValue(i);
            assertThat(count()).isEqualTo(2L * (i + 1));
        }
    }

    /// Two rows that are never seen one without the other.
    private static TableBatch pair(String name, long position) {
        return link(link(new TableBatch(), name, "left"), name, "right").reached("pairs", position);
    }

    private Void readPairs(AtomicBoolean done) {
        while (!done.get()) {
            OptionalLong before = tables().cursor("pairs");
            long count = count();
            long after = tables().cursor("pairs").orElse(-1);

            assertThat(count).isEven();
            assertThat(count / 2).isBetween(before.orElse(-1) + 1, after + 1);
        }
        return null;
    }

    private long count() {
        Grouping grouping = Grouping.count("links", Filter.all());
        return ((Cell.Int) tables().aggregate(grouping).getFirst().aggregates().getFirst()).value();
    }
}
