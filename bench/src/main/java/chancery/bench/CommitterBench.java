package chancery.bench;

import chancery.store.Batch;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Space;
import chancery.store.embedded.EmbeddedOptions;
import chancery.store.embedded.EmbeddedStore;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Durable commits of the size of one createRecord, by so many writers: six rows and an event, with
/// a condition, answered when they are synced.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CommitterBench {
    private static final Partition REPO = new Partition(Samples.REPO.value());
    private static final byte[] NODE = new byte[600];
    private static final byte[] ROW = new byte[60];
    private static final byte[] EVENT = new byte[2_500];

    private final AtomicInteger next = new AtomicInteger();
    private Path folder = Path.of("");
    private EmbeddedStore store = open();

    @Setup(Level.Trial)
    public void fresh() throws IOException {
        close();
        store = open();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            all.stream().map(Path::toFile).forEach(File::delete);
        }
    }

    @Benchmark
    @Threads(1)
    public Outcome writers1() {
        return commit();
    }

    @Benchmark
    @Threads(16)
    public Outcome writers16() {
        return commit();
    }

    @Benchmark
    @Threads(64)
    public Outcome writers64() {
        return commit();
    }

    private Outcome commit() {
        int number = next.incrementAndGet();
        Batch batch = new Batch();
        batch.requireAbsent(REPO.key(Space.REPO, "head" + number));
        batch.put(REPO.key(Space.REPO, "head" + number), ROW);
        batch.put(REPO.key(Space.REPO, "index" + number), ROW);
        for (int i = 0; i < 4; i++) {
            batch.put(REPO.key(Space.BLOCK, number + "/" + i), NODE);
        }
        batch.append("repos", EVENT);
        return store.commit(batch);
    }

    private EmbeddedStore open() {
        try {
            folder = Files.createTempDirectory("chancery-bench");
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder", e);
        }
        return EmbeddedStore.open(
                folder, EmbeddedOptions.DEFAULT, System::nanoTime, CommitterBench::failed);
    }

    private static void failed(String line, Throwable cause) {
        throw new IllegalStateException(line, cause);
    }
}
