package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Snapshots: one moment, a short life, few at a time.
public abstract class SnapshotContract extends StoreContract {
    @Test
    void readsTheMomentItWasTaken() {
        store().commit(new Batch().put(key("a"), bytes("1")));
        try (Snapshot snapshot = store().snapshot()) {
            store().commit(new Batch().put(key("a"), bytes("2")).put(key("b"), bytes("2")));

            assertThat(snapshot.get(key("a"))).contains(bytes("1"));
            assertThat(snapshot.getAll(Space.REPO, List.of(key("b"))).getFirst()).isEmpty();
            assertThat(walk(snapshot, Range.of(Space.REPO, alice), Reader.Direction.ASCENDING))
                    .containsExactly("a=1");
        }
    }

    @Test
    void livesForItsAgeAndNoLonger() {
        try (Snapshot snapshot = store().snapshot()) {
            nanos.addAndGet(LIMITS.snapshotAge().toNanos());
            assertThat(snapshot.get(key("a"))).isEmpty();

            nanos.addAndGet(1);
            assertThatThrownBy(() -> snapshot.get(key("a")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(
                            () ->
                                    snapshot.scan(
                                            Range.of(Space.REPO, alice),
                                            Reader.Direction.ASCENDING))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void asManyAsAllowedAreOpenAtATime() {
        Snapshot first = store().snapshot();
        Snapshot second = store().snapshot();
        Snapshot third = store().snapshot();

        assertThatThrownBy(store()::snapshot).isInstanceOf(StoreBusyException.class);
        first.close();
        first.close();
        Snapshot fourth = store().snapshot();
        assertThatThrownBy(store()::snapshot).isInstanceOf(StoreBusyException.class);

        List.of(second, third, fourth).forEach(Snapshot::close);
    }

    @Test
    void readsNothingOnceClosed() {
        Snapshot snapshot = store().snapshot();
        snapshot.close();

        assertThatThrownBy(() -> snapshot.get(key("a"))).isInstanceOf(IllegalStateException.class);
    }
}
