package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads, batches and conditions.
public abstract class KeyValueContract extends StoreContract {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void readsWhatWasWritten() {
        store().commit(new Batch().put(key("a"), bytes("1")));

        assertThat(store().get(key("a")))
                .hasValueSatisfying(v -> assertThat(v).asString().isEqualTo("1"));
        assertThat(store().get(key("b"))).isEmpty();
        assertThat(store().get(alice.key(Space.BLOCK, "a"))).isEmpty();
    }

    @Test
    void keepsAnEmptyValueApartFromNone() {
        store().commit(new Batch().put(key("a"), new byte[0]));

        assertThat(store().get(key("a"))).contains(new byte[0]);
    }

    @Test
    void appliesChangesInTheirOrder() {
        store().commit(
                        new Batch()
                                .put(key("a"), bytes("1"))
                                .put(key("a"), bytes("2"))
                                .put(key("b"), bytes("1"))
                                .delete(key("b")));

        assertThat(walk(store(), Range.of(Space.REPO, alice), Reader.Direction.ASCENDING))
                .containsExactly("a=2");
    }

    @Test
    void readsSeveralKeysInTheirOrder() {
        store().commit(new Batch().put(key("a"), bytes("1")).put(key("c"), bytes("3")));

        List<Optional<byte[]>> found =
                store().getAll(Space.REPO, List.of(key("c"), key("b"), key("a"), key("c")));

        assertThat(found.stream().map(v -> v.map(b -> new String(b, UTF_8)).orElse("-")))
                .containsExactly("3", "-", "1", "3");
    }

    /// A batch that says since when it has read is refused, however a row was written meanwhile.
    @Test
    void refusesWhatWasWrittenSinceItWasRead() {
        Key stamped = key(new String(position(1), UTF_8));
        List<Batch> others =
                List.of(
                        new Batch().put(key("a"), bytes("2")),
                        new Batch().delete(key("a")),
                        new Batch().deletePartition(Space.REPO, alice),
                        stampedAt("b"));
        for (Batch other : others) {
            store().commit(new Batch().put(key("a"), bytes("1")));
            store().commit(new Batch().delete(stamped));
            long version = store().version();
            Batch late =
                    new Batch()
                            .readSince(version)
                            .requireEqual(key("a"), bytes("1"))
                            .requireAbsent(stamped)
                            .put(key("c"), bytes("3"));

            store().commit(other);

            assertThat(store().commit(late)).isInstanceOf(Outcome.Conflict.class);
        }
    }

    /// What others write beside it does not stand in its way.
    @Test
    void writesWhatStillIsAsItWasRead() {
        store().commit(new Batch().put(key("a"), bytes("1")));
        long version = store().version();
        store().commit(new Batch().put(key("b"), bytes("2")));

        Outcome outcome =
                store().commit(
                                new Batch()
                                        .readSince(version)
                                        .requireEqual(key("a"), bytes("1"))
                                        .requireAbsent(key("c"))
                                        .put(key("c"), bytes("3")));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(store().version()).isGreaterThanOrEqualTo(version);
    }

    /// Writes a row whose key is the position of the entry that is written with it.
    private Batch stampedAt(String value) {
        Batch batch = new Batch();
        batch.append("log", bytes("entry"));
        return batch.putStamped(
                key("12345678"), List.of(new Batch.Stamp(0, 0)), bytes(value), List.of());
    }

    @Test
    void readsNoKeysAtAll() {
        assertThat(store().getAll(Space.REPO, List.of())).isEmpty();
    }

    @Test
    void walksKeysByTheirUnsignedBytes() {
        for (String hex : List.of("80", "7f", "", "00", "ff", "ffff", "7f00", "01")) {
            store().commit(new Batch().put(alice.key(Space.REPO, HEX.parseHex(hex)), bytes(hex)));
        }

        assertThat(values(Range.of(Space.REPO, alice), Reader.Direction.ASCENDING))
                .containsExactly("", "00", "01", "7f", "7f00", "80", "ff", "ffff");
        assertThat(values(Range.of(Space.REPO, alice), Reader.Direction.DESCENDING))
                .containsExactly("ffff", "ff", "80", "7f00", "7f", "01", "00", "");
    }

    @Test
    void walksWithinTheBoundsOfARange() {
        for (String suffix : List.of("a", "b", "ba", "c", "d")) {
            store().commit(new Batch().put(key(suffix), bytes("1")));
        }
        Range all = Range.of(Space.REPO, alice);

        assertThat(
                        walk(
                                store(),
                                all.from(key("b").bytes()).before(key("d").bytes()),
                                Reader.Direction.ASCENDING))
                .containsExactly("b=1", "ba=1", "c=1");
        assertThat(walk(store(), all.after(key("b").bytes()), Reader.Direction.ASCENDING))
                .containsExactly("ba=1", "c=1", "d=1");
        assertThat(walk(store(), all.before(key("c").bytes()), Reader.Direction.DESCENDING))
                .containsExactly("ba=1", "b=1", "a=1");
        assertThat(walk(store(), Range.prefix(key("b")), Reader.Direction.ASCENDING))
                .containsExactly("b=1", "ba=1");
        assertThat(
                        walk(
                                store(),
                                all.from(key("d").bytes()).before(key("b").bytes()),
                                Reader.Direction.ASCENDING))
                .isEmpty();
    }

    @Test
    void walksToTheEndOfASpace() {
        Key last = new Partition("z").key(Space.REPO, new byte[] {-1, -1});
        store().commit(new Batch().put(last, bytes("1")));

        assertThat(values(new Range(Space.REPO, new byte[0], null), Reader.Direction.DESCENDING))
                .containsExactly("1");
    }

    @Test
    void keepsPartitionsApartWhoseNamesBeginAlike() {
        store().commit(new Batch().put(new Partition("al").key(Space.REPO, "ice"), bytes("1")));
        store().commit(new Batch().put(key("x"), bytes("2")));

        assertThat(values(Range.of(Space.REPO, alice), Reader.Direction.ASCENDING))
                .containsExactly("2");
    }

    @Test
    void aScanSeesTheStoreAsItWasOpened() {
        store().commit(new Batch().put(key("a"), bytes("1")));
        try (Scan scan = store().scan(Range.of(Space.REPO, alice), Reader.Direction.ASCENDING)) {
            store().commit(new Batch().put(key("a"), bytes("2")).put(key("b"), bytes("2")));

            assertThat(scan.next()).isTrue();
            assertThat(scan.value()).isEqualTo(bytes("1"));
            assertThat(scan.next()).isFalse();
            assertThatThrownBy(scan::key).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aScanHasNoEntryBeforeItsFirstStep() {
        try (Scan scan = store().scan(Range.of(Space.REPO, alice), Reader.Direction.ASCENDING)) {
            assertThatThrownBy(scan::value).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void writesNothingOfABatchWhoseConditionFails() {
        store().commit(new Batch().put(key("a"), bytes("1")));

        Outcome absent =
                store().commit(
                                new Batch()
                                        .requireAbsent(key("b"))
                                        .requireAbsent(key("a"))
                                        .put(key("b"), bytes("2")));
        Outcome equal =
                store().commit(
                                new Batch()
                                        .requireEqual(key("a"), bytes("2"))
                                        .put(key("b"), bytes("2")));
        Outcome missing =
                store().commit(
                                new Batch()
                                        .requireEqual(key("b"), new byte[0])
                                        .put(key("b"), bytes("2")));

        assertThat(absent).isEqualTo(new Outcome.Conflict(key("a")));
        assertThat(equal).isEqualTo(new Outcome.Conflict(key("a")));
        assertThat(missing).isEqualTo(new Outcome.Conflict(key("b")));
        assertThat(store().get(key("b"))).isEmpty();
    }

    @Test
    void testsConditionsBeforeTheChangesOfTheSameBatch() {
        Outcome outcome =
                store().commit(new Batch().put(key("a"), bytes("1")).requireAbsent(key("a")));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void writesABatchWhoseConditionsHold() {
        store().commit(new Batch().requireAbsent(key("a")).put(key("a"), bytes("1")));
        store().commit(new Batch().requireEqual(key("a"), bytes("1")).put(key("a"), bytes("2")));
        store().commit(new Batch().delete(key("a")));

        Outcome outcome =
                store().commit(new Batch().requireAbsent(key("a")).put(key("a"), bytes("3")));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(store().get(key("a"))).contains(bytes("3"));
    }

    @Test
    void anEmptyBatchIsWritten() {
        assertThat(committed(store(), new Batch())).isEmpty();
    }

    @Test
    void erasesAPartitionInOneSpaceAlone() {
        Key other = new Partition("alicf").key(Space.REPO, "a");
        store().commit(
                        new Batch()
                                .put(key("a"), bytes("1"))
                                .put(alice.key(Space.BLOCK, "a"), bytes("2")));
        store().commit(new Batch().put(other, bytes("3")));

        store().commit(new Batch().deletePartition(Space.REPO, alice).put(key("z"), bytes("4")));

        assertThat(values(Range.of(Space.REPO, alice), Reader.Direction.ASCENDING))
                .containsExactly("4");
        assertThat(store().get(alice.key(Space.BLOCK, "a"))).isPresent();
        assertThat(store().get(other)).isPresent();
        assertThat(store().commit(new Batch().requireAbsent(key("a"))))
                .isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void refusesABatchThatNamesTwoCells() {
        Key far = stranger().key(Space.REPO, "a");

        assertThatThrownBy(
                        () ->
                                store().commit(
                                                new Batch()
                                                        .put(key("a"), bytes("1"))
                                                        .put(far, bytes("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two cells");
        assertThatThrownBy(
                        () ->
                                store().commit(
                                                new Batch()
                                                        .put(key("a"), bytes("1"))
                                                        .requireAbsent(far)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                store().commit(
                                                new Batch()
                                                        .put(key("a"), bytes("1"))
                                                        .deletePartition(Space.REPO, stranger())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store().get(key("a"))).isEmpty();
    }

    @Test
    void appendsToALogFromAnyCell() {
        Batch near = new Batch().put(key("a"), bytes("1"));
        near.append("events", bytes("near"));
        Batch far = new Batch().put(stranger().key(Space.REPO, "a"), bytes("1"));
        far.append("events", bytes("far"));

        store().commit(near);
        store().commit(far);

        assertThat(entries(store(), "events", 0)).containsExactly("1:near", "2:far");
    }

    @Test
    void givesOutArraysThatBelongToTheCaller() {
        store().commit(new Batch().put(key("a"), bytes("1")));
        store().get(key("a")).orElseThrow()[0] = 'x';

        assertThat(store().get(key("a"))).contains(bytes("1"));
    }

    @Test
    void refusesReadsAndWritesOnceClosed() {
        store().close();

        assertThatThrownBy(() -> store().commit(new Batch()))
                .isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> store().get(key("a"))).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(
                        () -> store().scan(Range.of(Space.REPO, alice), Reader.Direction.ASCENDING))
                .isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(store()::snapshot).isInstanceOf(StoreClosedException.class);
    }

    private List<String> values(Range range, Reader.Direction direction) {
        return walk(store(), range, direction).stream()
                .map(row -> row.substring(row.lastIndexOf('=') + 1))
                .toList();
    }
}
