package chancery.bench;

import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.Mst;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.syntax.Cid;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/// One insertion into a tree of so many keys, with the new root: the newest key, as posts come, and
/// a key anywhere. The nodes are in memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = "-Xmx4g")
public class MstBench {
    private static final int SAVED_EVERY = 10_000;

    @Param({"1000", "100000", "1000000"})
    private int keys;

    private Mst tree = Mst.empty(BlockSource.EMPTY, new HeldNodes(), RepoLimits.STANDARD);
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < keys; i++) {
            tree = tree.with(Samples.key(2 * i), Samples.cid(i));
            if (i % SAVED_EVERY == 0) {
                tree = tree.saved();
            }
        }
        tree = tree.saved();
    }

    @Benchmark
    public Cid newest() {
        next++;
        return tree.with(Samples.key(2 * keys + next), Samples.cid(next)).root();
    }

    @Benchmark
    public Cid anywhere() {
        next++;
        int between = 1 + 2 * (int) (((next * 2_654_435_761L) >>> 8) % keys);
        return tree.with(Samples.key(between), Samples.cid(next)).root();
    }
}
