package chancery.bench;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.CommitPlan;
import chancery.atproto.repo.Planned;
import chancery.atproto.repo.RepoState;
import chancery.atproto.repo.Write;
import chancery.atproto.syntax.RecordPath;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The plan of one commit, signature and proof included, on a repository of so many records.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlanBench {
    private static final int FILL = 200;
    private static final int BATCH = 10;

    @Param({"1000", "100000"})
    private int records;

    private final PrivateKey key = Samples.signingKey(Curve.K256);
    private final Block record = Samples.record(1);
    private RepoState repo = RepoState.genesis(Samples.REPO, BlockSource.EMPTY, new HeldNodes());
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < records; i += FILL) {
            CommitPlan plan = (CommitPlan) plan(i, FILL);
            repo = new RepoState(repo.did(), Optional.of(plan.after()), plan.tree().saved());
        }
    }

    @Benchmark
    public Planned oneRecord() {
        return plan(records + next++, 1);
    }

    @Benchmark
    public Planned tenRecords() {
        return plan(records + next++, BATCH);
    }

    private Planned plan(int from, int count) {
        List<Write> writes = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            writes.add(new Write.Create(path(i), record));
        }
        return CommitPlan.of(repo, writes, Samples.tid(from + count), key::sign);
    }

    private static RecordPath path(int number) {
        return RecordPath.parse(Samples.COLLECTION + "/" + Samples.tid(number));
    }
}
