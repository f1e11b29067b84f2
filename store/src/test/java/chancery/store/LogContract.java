package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Appends, stamps and positions.
public abstract class LogContract extends StoreContract {
    private static final String LOG = "events";

    @Test
    void aLogThatWasNeverWrittenToIsEmpty() {
        assertThat(store().log(LOG).tail()).isZero();
        assertThat(entries(store(), LOG, 0)).isEmpty();
    }

    @Test
    void givesDensePositionsFromOne() {
        long[] first = append("a", "b");
        long[] second = append("c");

        assertThat(first).containsExactly(1, 2);
        assertThat(second).containsExactly(3);
        assertThat(store().log(LOG).tail()).isEqualTo(3);
        assertThat(entries(store(), LOG, 0)).containsExactly("1:a", "2:b", "3:c");
        assertThat(entries(store(), LOG, 2)).containsExactly("3:c");
        assertThat(entries(store(), LOG, 3)).isEmpty();
    }

    @Test
    void givesNoPositionToABatchThatConflicts() {
        Batch refused = new Batch().requireEqual(key("a"), bytes("1"));
        refused.append(LOG, bytes("never"));

        store().commit(refused);

        assertThat(append("a")).containsExactly(1);
        assertThat(entries(store(), LOG, 0)).containsExactly("1:a");
    }

    @Test
    void keepsLogsApart() {
        Batch batch = new Batch();
        batch.append(LOG, bytes("a"));
        batch.append("other", bytes("b"));
        batch.append(LOG, bytes("c"));

        assertThat(committed(store(), batch)).containsExactly(1, 1, 2);
        assertThat(entries(store(), "other", 0)).containsExactly("1:b");
        assertThat(entries(store(), "event", 0)).isEmpty();
    }

    @Test
    void stampsEntriesKeysAndValues() {
        append("a");
        Batch batch = new Batch();
        int mine = batch.append(LOG, new byte[10], new Batch.Stamp(1, 0), new Batch.Stamp(2, 1));
        int next = batch.append(LOG, new byte[8], new Batch.Stamp(0, 0));
        Key key = alice.key(Space.INDEX, new byte[9]);
        batch.putStamped(
                key,
                List.of(new Batch.Stamp(1, next)),
                new byte[16],
                List.of(new Batch.Stamp(0, mine), new Batch.Stamp(8, next)));

        assertThat(committed(store(), batch)).containsExactly(2, 3);

        List<Log.Entry> found = store().log(LOG).after(1, 10, 1_000);
        byte[] stamped = ByteBuffer.allocate(10).putLong(1, 2).putLong(2, 3).array();
        assertThat(found.get(0).value()).isEqualTo(stamped);
        assertThat(found.get(1).value()).isEqualTo(position(2));
        byte[] suffix = ByteBuffer.allocate(9).putLong(1, 3).array();
        assertThat(store().get(alice.key(Space.INDEX, suffix)))
                .contains(ByteBuffer.allocate(16).putLong(2).putLong(3).array());
        assertThat(key.suffix()).containsOnly(0);
    }

    @Test
    void aConditionSeesAStampedPut() {
        Batch batch = new Batch();
        batch.append(LOG, bytes("a"));
        Key key = key("head");
        batch.putStamped(key, List.of(), new byte[8], List.of(new Batch.Stamp(0, 0)));
        store().commit(batch);

        assertThat(store().commit(new Batch().requireEqual(key, position(1))))
                .isInstanceOf(Outcome.Committed.class);
        assertThat(store().commit(new Batch().requireEqual(key, new byte[8])))
                .isInstanceOf(Outcome.Conflict.class);
    }

    @Test
    void readsWithinBothBoundsButAlwaysOne() {
        append("aaaa", "bbbb", "cccc");
        Log log = store().log(LOG);

        assertThat(log.after(0, 2, 1_000)).hasSize(2);
        assertThat(log.after(0, 10, 8)).hasSize(2);
        assertThat(log.after(0, 10, 7)).hasSize(1);
        assertThat(log.after(0, 10, 1)).hasSize(1);
        assertThat(log.after(0, 0, 0)).hasSize(1);
    }

    @Test
    void trimmedEntriesAreGoneAndTheirPositionsStayUsed() {
        append("a", "b", "c");

        store().commit(new Batch().trim(LOG, 2));

        assertThat(entries(store(), LOG, 0)).containsExactly("3:c");
        assertThat(append("d")).containsExactly(4);
    }

    @Test
    void trimmingPastTheTailErasesAllAndHidesNothingLater() {
        append("a", "b");

        store().commit(new Batch().trim(LOG, 100));

        assertThat(entries(store(), LOG, 0)).isEmpty();
        assertThat(store().log(LOG).tail()).isEqualTo(2);
        assertThat(append("c")).containsExactly(3);
        assertThat(entries(store(), LOG, 0)).containsExactly("3:c");
    }

    @Test
    void erasesSingleEntries() {
        append("a", "b", "c");

        store().commit(new Batch().erase(LOG, List.of(1L, 3L, 9L)));

        assertThat(entries(store(), LOG, 0)).containsExactly("2:b");
        assertThat(append("d")).containsExactly(4);
        assertThat(entries(store(), LOG, 2)).containsExactly("4:d");
    }

    @Test
    void continuesAboveAFloorOnce() {
        append("a");

        store().commit(new Batch().jump(LOG, 1_000));
        store().commit(new Batch().jump(LOG, 500));

        assertThat(store().log(LOG).tail()).isEqualTo(1_000);
        assertThat(append("b")).containsExactly(1_001);
        assertThat(entries(store(), LOG, 0)).containsExactly("1:a", "1001:b");
    }

    @Test
    void jumpsInTheOrderOfTheBatch() {
        Batch batch = new Batch();
        batch.append(LOG, bytes("a"));
        batch.jump(LOG, 10);
        batch.append(LOG, bytes("b"));

        assertThat(committed(store(), batch)).containsExactly(1, 11);
        assertThat(store().log(LOG).tail()).isEqualTo(11);
    }

    @Test
    void waitsForTheNextEntry() throws Exception {
        Log log = store().log(LOG);
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> waiting.complete(awaited(log, 0)));

        append("a");

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(log.await(0, Duration.ZERO)).isTrue();
        assertThat(log.await(1, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void closingEndsAWait() throws Exception {
        Log log = store().log(LOG);
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                waiting.complete(awaited(log, 0));
                            } catch (StoreClosedException e) {
                                waiting.complete(false);
                            }
                        });

        store().close();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void writesALogByAppendsAlone() {
        Key key = new Partition(LOG).key(Space.LOG, position(1));

        assertThatThrownBy(() -> store().commit(new Batch().put(key, bytes("a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().commit(new Batch().delete(key)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().commit(new Batch().deletePartition(Space.LOG, alice)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long[] append(String... values) {
        Batch batch = new Batch();
        for (String value : values) {
            batch.append(LOG, bytes(value));
        }
        return committed(store(), batch);
    }

    private static boolean awaited(Log log, long position) {
        try {
            return log.await(position, Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
