package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/// Each limit of a batch and of a read, at its edge.
public abstract class LimitsContract extends StoreContract {
    @Test
    void acceptsAKeyOfTheLongestLengthAndNoLonger() {
        int room = LIMITS.keyBytes() - alice.prefixLength();

        accepts(new Batch().put(alice.key(Space.REPO, new byte[room - 1]), bytes("1")));
        accepts(new Batch().put(alice.key(Space.REPO, new byte[room]), bytes("1")));
        refuses(new Batch().put(alice.key(Space.REPO, new byte[room + 1]), bytes("1")));
    }

    @Test
    void acceptsAValueOfTheLargestSizeAndNoLarger() {
        accepts(new Batch().put(key("a"), new byte[LIMITS.valueBytes() - 1]));
        accepts(new Batch().put(key("a"), new byte[LIMITS.valueBytes()]));
        refuses(new Batch().put(key("a"), new byte[LIMITS.valueBytes() + 1]));
        Batch append = new Batch();
        append.append("events", new byte[LIMITS.valueBytes() + 1]);
        refuses(append);
    }

    @Test
    void acceptsAsManyItemsAsAllowedAndNoMore() {
        accepts(items(LIMITS.batchItems() - 1));
        accepts(items(LIMITS.batchItems()));
        refuses(items(LIMITS.batchItems() + 1));
    }

    @Test
    void countsErasedPositionsAsItems() {
        List<Long> positions = LongStream.rangeClosed(1, LIMITS.batchItems()).boxed().toList();

        accepts(new Batch().erase("events", positions));
        refuses(new Batch().erase("events", positions).delete(key("a")));
    }

    @Test
    void acceptsAsManyBytesAsAllowedAndNoMore() {
        accepts(bytesInAll((int) LIMITS.batchBytes() - 1));
        accepts(bytesInAll((int) LIMITS.batchBytes()));
        refuses(bytesInAll((int) LIMITS.batchBytes() + 1));
    }

    @Test
    void readsAsManyKeysAsAllowedAndNoMore() {
        List<Key> keys = Collections.nCopies(LIMITS.getKeys(), key("a"));

        assertThat(store().getAll(Space.REPO, keys.subList(1, keys.size())))
                .hasSize(keys.size() - 1);
        assertThat(store().getAll(Space.REPO, keys)).hasSize(keys.size());
        assertThatThrownBy(
                        () ->
                                store().getAll(
                                                Space.REPO,
                                                Collections.nCopies(
                                                        LIMITS.getKeys() + 1, key("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesStampsOutsideTheirBytes() {
        refuses(stamped(new byte[8], new Batch.Stamp(1, 0)));
        refuses(stamped(new byte[7], new Batch.Stamp(0, 0)));
        refuses(stamped(new byte[8], new Batch.Stamp(-1, 0)));
        refuses(stamped(new byte[8], new Batch.Stamp(0, 1)));
        refuses(stamped(new byte[8], new Batch.Stamp(0, -1)));
        accepts(stamped(new byte[8], new Batch.Stamp(0, 0)));
        refuses(
                new Batch()
                        .putStamped(
                                key("a"), List.of(new Batch.Stamp(0, 0)), bytes(""), List.of()));
    }

    @Test
    void refusesPositionsThatALogNeverGives() {
        refuses(new Batch().trim("events", 0));
        refuses(new Batch().erase("events", List.of(-1L)));
        refuses(new Batch().jump("events", Log.POSITION_MAX + 1));
        accepts(new Batch().trim("events", 1));
    }

    @Test
    void refusesLogNamesThatAreEmptyLongOrHoldAZero() {
        accepts(new Batch().trim("x".repeat(200), 1));
        refuses(new Batch().trim("x".repeat(201), 1));
        refuses(new Batch().trim("", 1));
        assertThatThrownBy(() -> store().log("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    private Batch items(int count) {
        Batch batch = new Batch().requireAbsent(key("none"));
        for (int i = 1; i < count; i++) {
            batch.put(key("k" + i), bytes("1"));
        }
        return batch;
    }

    private Batch bytesInAll(int count) {
        Batch batch = new Batch();
        int keyLength = key("a").bytes().length;
        int fifth = LIMITS.valueBytes() - 200;
        for (int i = 0; i < 4; i++) {
            batch.put(key("a"), new byte[fifth - keyLength]);
        }
        return batch.put(key("a"), new byte[count - 4 * fifth - keyLength]);
    }

    private static Batch stamped(byte[] value, Batch.Stamp stamp) {
        Batch batch = new Batch();
        batch.append("events", value, stamp);
        return batch;
    }

    private void accepts(Batch batch) {
        assertThat(store().commit(batch)).isInstanceOf(Outcome.Committed.class);
    }

    private void refuses(Batch batch) {
        assertThatThrownBy(() -> store().commit(batch))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
