package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.repo.NodeCache;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;
import chancery.pds.repo.Draft;
import chancery.pds.repo.RepoArchive;
import chancery.store.Snapshot;
import chancery.store.StoreLimits;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class RepoArchiveTest {
    private static final int READERS = 6;

    @TempDir Path scratch;

    private final Kit kit = new Kit();
    private final Did did = kit.account("alice").did();

    @BeforeEach
    void writeRecords() {
        for (int i = 0; i < 100; i++) {
            write("k" + i);
        }
    }

    @Test
    void spooledArchiveIsTheOneFromMemory() throws IOException {
        long size = blockBytes();

        byte[] fromMemory = whole(archive(size));
        byte[] spooled = whole(archive(size - 1));

        assertThat(spooled).isEqualTo(fromMemory);
        assertThat(Cars.read(spooled)).hasSize((int) kit.seen(did).blocks());
    }

    @Test
    void memoryIsUsedUpToTheEdge() throws IOException {
        long size = blockBytes();

        archive(size).writeWhole(did, new Watching(() -> assertThat(spools()).isZero()));
        archive(size - 1).writeWhole(did, new Watching(() -> assertThat(spools()).isOne()));
    }

    @Test
    void blocksAddedSinceARevisionAreThoseOfLaterCommits() throws IOException {
        Map<Cid, byte[]> before = Cars.read(whole(archive(Long.MAX_VALUE)));
        Tid rev = kit.seen(did).head().orElseThrow().rev();
        write("later");

        Map<Cid, byte[]> since = Cars.read(since(rev));
        Map<Cid, byte[]> after = Cars.read(whole(archive(Long.MAX_VALUE)));

        after.keySet().removeAll(before.keySet());
        assertThat(since.keySet()).isEqualTo(after.keySet());
    }

    @Test
    void nothingWasAddedSinceTheLatestRevision() throws IOException {
        Tid rev = kit.seen(did).head().orElseThrow().rev();

        assertThat(Cars.read(since(rev))).isEmpty();
    }

    @Test
    void slowReaderHoldsNoSnapshot() throws IOException {
        archive(1).writeWhole(did, new Watching(this::takeEverySnapshot));
        archive(Long.MAX_VALUE).writeWhole(did, new Watching(this::takeEverySnapshot));
        archive(1).writeSince(did, new Tid("2222222222222"), new Watching(this::takeEverySnapshot));
    }

    @Test
    void slowReadersMakeNobodyWait() throws Exception {
        RepoArchive archive = archive(Long.MAX_VALUE);
        CountDownLatch reading = new CountDownLatch(READERS);
        CountDownLatch done = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(slow(archive, reading, done)));
            }

            boolean allReading = reading.await(30, TimeUnit.SECONDS);
            done.countDown();

            assertThat(allReading).isTrue();
            for (Future<byte[]> reader : readers) {
                assertThat(reader.get()).isEqualTo(whole(archive));
            }
        }
    }

    @Test
    void spoolIsRemovedWhenTheClientGoesAway() {
        OutputStream gone =
                new Watching(
                        () -> {
                            throw new IOException("the client has gone");
                        });

        assertThatThrownBy(() -> archive(1).writeWhole(did, gone)).hasMessageContaining("gone");
        assertThatThrownBy(() -> archive(1).writeSince(did, new Tid("2222222222222"), gone))
                .hasMessageContaining("gone");
        assertThat(spools()).isZero();
    }

    private RepoArchive archive(long inMemoryBytes) {
        return new RepoArchive(kit.store, NodeCache.NONE, scratch, inMemoryBytes);
    }

    private void write(String key) {
        Draft draft = new Draft.Create(kit.prepared(key, Kit.note("text " + key)));
        kit.parts.writer.write(did, repo -> List.of(draft));
    }

    private long blockBytes() throws IOException {
        return Cars.read(whole(archive(Long.MAX_VALUE))).values().stream()
                .mapToLong(block -> block.length)
                .sum();
    }

    private byte[] whole(RepoArchive archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.writeWhole(did, out);
        return out.toByteArray();
    }

    private byte[] since(Tid rev) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive(Long.MAX_VALUE).writeSince(did, rev, out);
        assertThat(spools()).isZero();
        return out.toByteArray();
    }

    /// Stops in the middle until all others are there.
    private Callable<byte[]> slow(
            RepoArchive archive, CountDownLatch reading, CountDownLatch done) {
        return () -> {
            Watching out =
                    new Watching(
                            () -> {
                                reading.countDown();
                                try {
                                    done.await();
                                } catch (InterruptedException e) {
                                    throw new IOException(e);
                                }
                            });
            archive.writeWhole(did, out);
            return out.bytes.toByteArray();
        };
    }

    private long spools() {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void takeEverySnapshot() {
        List<Snapshot> open = new ArrayList<>();
        try {
            for (int i = 0; i < StoreLimits.DEFAULT.snapshots(); i++) {
                open.add(kit.store.snapshot());
            }
        } finally {
            open.forEach(Snapshot::close);
        }
    }

    /// What happens while a client reads.
    @FunctionalInterface
    private interface Moment {
        void happen() throws IOException;
    }

    /// A client to whom something happens at the first bytes.
    private static final class Watching extends OutputStream {
        private final Moment moment;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Watching(Moment moment) {
            this.moment = moment;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] part, int from, int length) throws IOException {
            if (bytes.size() == 0) {
                moment.happen();
            }
            bytes.write(part, from, length);
        }
    }
}
