package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;
import chancery.store.StoreOpenException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A write-ahead log that is torn at its end opens without the torn write; one that is damaged in
/// the middle does not open.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WalDamageTest {
    private static final int COMMITS = 10;
    private static final int VALUE_BYTES = 2_000;
    private static final Partition PARTITION = new Partition("a");

    @TempDir static Path whole;
    @TempDir Path dir;

    @BeforeAll
    static void writeSomeCommits() {
        try (EmbeddedStore store = Stores.open(whole)) {
            for (int i = 0; i < COMMITS; i++) {
                Batch batch = new Batch().put(key(i), new byte[VALUE_BYTES]);
                batch.append("events", new byte[8], new Batch.Stamp(0, 0));
                store.commit(batch);
            }
        }
    }

    @Test
    void opensWithAllCommitsWhenNothingIsDamaged() throws IOException {
        assertThat(commitsIn(copy())).isEqualTo(COMMITS);
    }

    @Test
    void opensWithoutATornTail() throws IOException {
        for (int cut : new int[] {1, 30, 1_000, VALUE_BYTES}) {
            Path store = copy();
            cutTail(store, cut);

            assertThat(commitsIn(store)).as("cut of %d bytes", cut).isEqualTo(COMMITS - 1);
        }
    }

    @Test
    void refusesADamagedMiddleInOneLine() throws IOException {
        Path store = copy();
        damage(store, 5 * VALUE_BYTES);

        assertThatThrownBy(() -> Stores.open(store))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("may be damaged")
                .hasMessageContaining("checksum mismatch")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aRefusedStoreIsLeftToOthersUnchanged() throws IOException {
        Path store = copy();
        damage(store, 5 * VALUE_BYTES);
        assertThatThrownBy(() -> Stores.open(store)).isInstanceOf(StoreOpenException.class);
        damage(store, 5 * VALUE_BYTES);

        assertThat(commitsIn(store)).isEqualTo(COMMITS);
    }

    /// Acknowledged bytes that changed later look like no torn write, even the last ones.
    @Test
    void refusesADamagedLastRecord() throws IOException {
        Path store = copy();
        damage(store, (int) Files.size(wal(store)) - 10);

        assertThatThrownBy(() -> Stores.open(store)).isInstanceOf(StoreOpenException.class);
    }

    /// How many commits are there, each whole, the earlier ones before the later ones.
    private static int commitsIn(Path dir) {
        try (EmbeddedStore store = Stores.open(dir)) {
            int found =
                    (int)
                            IntStream.range(0, COMMITS)
                                    .filter(i -> store.get(key(i)).isPresent())
                                    .count();
            assertThat(store.log("events").tail()).isEqualTo(found);
            assertThat(store.log("events").after(0, 100, 1_000)).hasSize(found);
            return found;
        }
    }

    private Path copy() throws IOException {
        return Stores.copy(whole, Files.createTempDirectory(dir, "store"));
    }

    private static void cutTail(Path store, int bytes) throws IOException {
        try (FileChannel file = FileChannel.open(wal(store), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }

    private static void damage(Path store, int at) throws IOException {
        try (FileChannel file =
                FileChannel.open(wal(store), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, at);
            one.put(0, (byte) ~one.get(0)).flip();
            file.write(one, at);
        }
    }

    private static Path wal(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static Key key(int number) {
        return PARTITION.key(Space.REPO, "key" + number);
    }
}
