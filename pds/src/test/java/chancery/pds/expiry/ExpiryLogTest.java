package chancery.pds.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.Value;
import chancery.store.Batch;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class ExpiryLogTest {
    private static final Duration LIFE = Duration.ofHours(1);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final ExpiryLog log = new ExpiryLog(store, "thing", LIFE, now::get);
    private final List<Long> ended = new ArrayList<>();

    @Test
    void entryEndsWhenItsTimeHasComeAndNotBefore() {
        add(1);

        advance(LIFE.minusMillis(1));
        int early = sweep();
        advance(Duration.ofMillis(1));
        int due = sweep();

        assertThat(early).isZero();
        assertThat(due).isOne();
        assertThat(ended).containsExactly(1L);
    }

    @Test
    void endedEntryIsForgotten() {
        add(1);
        advance(LIFE);
        sweep();

        assertThat(sweep()).isZero();
        assertThat(store.log("expiry/thing").after(0, 1, 1)).isEmpty();
    }

    @Test
    void laterEntriesWaitForTheirOwnTime() {
        add(1);
        advance(Duration.ofMinutes(30));
        add(2);

        advance(Duration.ofMinutes(30));
        sweep();
        List<Long> first = List.copyOf(ended);
        advance(Duration.ofMinutes(30));
        sweep();

        assertThat(first).containsExactly(1L);
        assertThat(ended).containsExactly(1L, 2L);
    }

    @Test
    void oneSweepWorksOffMoreThanAPage() {
        for (int i = 0; i < 1_000; i++) {
            add(i);
        }
        advance(LIFE);

        assertThat(sweep()).isEqualTo(1_000);
        assertThat(ended).hasSize(1_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatAStopInterruptedIsSeenAgain() {
        add(1);
        add(2);
        advance(LIFE);

        assertThatThrownBy(
                        () ->
                                log.sweep(
                                        what -> {
                                            if (number(what) == 2) {
                                                throw new IllegalStateException("stop");
                                            }
                                        }))
                .hasMessage("stop");
        sweep();

        assertThat(ended).containsExactly(1L, 2L);
    }

    private void add(long number) {
        Batch batch = new Batch();
        log.add(batch, Value.Map.builder().put("n", number).build());
        store.commit(batch);
    }

    private void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private int sweep() {
        return log.sweep(what -> ended.add(number(what)));
    }

    private static long number(Value.Map what) {
        return what.integer("n").orElseThrow();
    }
}
