package chancery.bench.appview;

import chancery.appview.script.ScriptOutcome;
import chancery.pds.local.LocalCommit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/// A scripted upsert of a record of a repository here, and what `getRecord` and `putRecord` do for
/// it without a script; both without HTTP, on the memory engine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class UpsertBench {
    private static final String BODY =
            "{\"status\":\"status %d\",\"createdAt\":\"2026-11-21T19:11:44.565123Z\","
                    + "\"updatedAt\":\"2026-11-21T19:11:44.565123Z\"}";

    private final UpsertedRecords records = new UpsertedRecords();
    private int next;

    @Setup
    public void create() {
        records.upsert("first");
    }

    @Benchmark
    public ScriptOutcome scripted() {
        return records.upsert("status " + next++);
    }

    @Benchmark
    public LocalCommit getAndPut() {
        int seen = records.read().length;
        return records.put(BODY.replace("%d", String.valueOf(seen + next++)));
    }
}
