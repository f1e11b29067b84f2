package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/// Many writers and readers at once.
public abstract class ConcurrencyContract extends StoreContract {
    private static final int WRITERS = 64;
    private static final int TURNS = 25;
    private static final String LOG = "events";

    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    /// Each writer adds one to counters by compare-and-set, at times on stale values, at times with
    /// the version of the store at which it read; the counters
    /// then hold exactly the commits that were acknowledged, and the log has one entry for each.
    @Test
    void losesNoUpdateUnder64Writers() throws Exception {
        inParallel(WRITERS, this::addToCounters);

        long total = 0;
        for (int i = 0; i < 4; i++) {
            total += number(store().get(counter(i)));
        }
        assertThat(total).isEqualTo(commits.get());
        assertThat(store().log(LOG).tail()).isEqualTo(commits.get());
        assertThat(conflicts).hasPositiveValue();
    }

    /// The log tells the history of each counter: one step at a time, none twice, and each entry's
    /// own stamp is its position.
    @Test
    void writesTheLogInTheOrderOfTheCommits() throws Exception {
        inParallel(WRITERS, this::addToCounters);

        long[] last = new long[4];
        long expected = 1;
        for (Log.Entry entry : all(store().log(LOG))) {
            ByteBuffer value = ByteBuffer.wrap(entry.value());
            assertThat(entry.position()).isEqualTo(expected++);
            assertThat(value.getLong()).isEqualTo(entry.position());
            int counter = value.getInt();
            assertThat(value.getLong()).isEqualTo(++last[counter]);
        }
        assertThat(expected - 1).isEqualTo(commits.get());
    }

    /// While writers append, readers find every entry up to the tail they saw, and the row that was
    /// written with the entry.
    @Test
    void showsNothingBeyondTheTailAndEverythingUpToIt() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong seen = new AtomicLong();
        Thread reader = Thread.ofVirtual().start(() -> followTheTail(done, seen));

        inParallel(16, this::appendWithRow);
        done.set(true);
        reader.join();

        assertThat(seen.get()).isEqualTo(16 * TURNS);
    }

    @Test
    void closingFinishesWhatWasLetIn() throws Exception {
        Set<Integer> acknowledged = Collections.synchronizedSet(new HashSet<>());
        CountDownLatch some = new CountDownLatch(8);
        Thread writers = Thread.ofVirtual().start(() -> writeUntilClosed(acknowledged, some));
        some.await();

        store().close();
        writers.join();

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(8);
    }

    private void addToCounters(int writer) {
        RandomGenerator random = new SplittableRandom(writer);
        for (int turn = 0; turn < TURNS; turn++) {
            int counter = random.nextInt(4);
            long version = store().version();
            long before = number(store().get(counter(counter)));
            long claimed = random.nextInt(5) == 0 ? before - 1 : before;
            boolean read = claimed == before && random.nextBoolean();
            if (add(counter, claimed, read ? version : Batch.NEVER)) {
                assertThat(claimed).isEqualTo(before);
                commits.incrementAndGet();
            } else {
                conflicts.incrementAndGet();
            }
        }
    }

    private boolean add(int counter, long before, long readSince) {
        Key key = counter(counter);
        Batch batch = new Batch().readSince(readSince).put(key, position(before + 1));
        if (before == 0) {
            batch.requireAbsent(key);
        } else {
            batch.requireEqual(key, position(before));
        }
        byte[] entry = ByteBuffer.allocate(20).putInt(8, counter).putLong(12, before + 1).array();
        batch.append(LOG, entry, new Batch.Stamp(0, 0));
        return store().commit(batch) instanceof Outcome.Committed;
    }

    private void appendWithRow(int writer) {
        for (int turn = 0; turn < TURNS; turn++) {
            Batch batch = new Batch();
            batch.append(LOG, bytes("w" + writer));
            batch.putStamped(
                    key("12345678"), List.of(new Batch.Stamp(0, 0)), bytes("row"), List.of());
            store().commit(batch);
        }
    }

    private void followTheTail(AtomicBoolean done, AtomicLong seen) {
        Log log = store().log(LOG);
        boolean last = false;
        while (!last) {
            last = done.get();
            awaitMore(log, seen.get());
            long tail = log.tail();
            for (Log.Entry entry : log.after(seen.get(), Integer.MAX_VALUE, Long.MAX_VALUE)) {
                Key row = alice.key(Space.REPO, position(entry.position()));
                if (entry.position() != seen.get() + 1 || store().get(row).isEmpty()) {
                    return;
                }
                seen.incrementAndGet();
            }
            if (seen.get() < tail) {
                return;
            }
        }
    }

    private static void awaitMore(Log log, long position) {
        try {
            log.await(position, Duration.ofMillis(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeUntilClosed(Set<Integer> acknowledged, CountDownLatch some) {
        try {
            for (int i = 0; true; i++) {
                store().commit(new Batch().put(key("k" + i), bytes("1")));
                acknowledged.add(i);
                some.countDown();
            }
        } catch (StoreClosedException e) {
            some.countDown();
        }
    }

    private Key counter(int number) {
        Partition partition = new Partition("counter" + number);
        return partition.key(Space.REPO, "n");
    }

    private static long number(Optional<byte[]> value) {
        return value.map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L);
    }

    private static List<Log.Entry> all(Log log) {
        List<Log.Entry> all = new ArrayList<>();
        List<Log.Entry> page = log.after(0, 100, 1 << 20);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = log.after(all.getLast().position(), 100, 1 << 20);
        }
        return all;
    }

    private static void inParallel(int count, IntConsumer work) throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            work.accept(number);
                                        } catch (Throwable e) {
                                            failures.add(e);
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
