package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;
import chancery.store.StoreClosedException;
import chancery.store.StoreLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A write that fails ends the process, is never tried again and is never answered as written.
final class FatalWriteTest {
    private static final Key KEY = new Partition("a").key(Space.REPO, "k");

    @TempDir Path dir;

    private final AtomicInteger writes = new AtomicInteger();
    private final List<String> stops = Collections.synchronizedList(new ArrayList<>());
    private Database database;
    private Committer committer;

    @BeforeEach
    void openWithABrokenDisk() {
        database = new Database(dir, EmbeddedOptions.DEFAULT, new Gate());
        committer =
                new Committer(
                        new CommitQueue(StoreLimits.DEFAULT),
                        database,
                        this::fail,
                        new LogTails(database, 1_000),
                        (line, _) -> stops.add(line));
        committer.start();
    }

    @AfterEach
    void close() {
        committer.close();
        database.close();
    }

    @Test
    void stopsOnceAndRefusesWhatComesLater() {
        assertThatThrownBy(() -> committer.commit(new Batch().put(KEY, new byte[1]), 10))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> committer.commit(new Batch().put(KEY, new byte[1]), 10))
                .isInstanceOf(StoreClosedException.class);

        assertThat(writes).hasValue(1);
        assertThat(stops).containsExactly("the store cannot write: no space left");
        assertThat(database.get(KEY)).isEmpty();
    }

    private void fail(byte[] records) throws RocksDBException {
        writes.incrementAndGet();
        throw new RocksDBException("no space left");
    }
}
