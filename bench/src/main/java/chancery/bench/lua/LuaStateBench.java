package chancery.bench.lua;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A state made for one script, with all libraries and limits: an empty one, and a small one.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = "-Xmx2g")
public class LuaStateBench {
    @Param({"chancery", "luaj", "native"})
    private @Nullable String engine;

    @Param({"empty.lua", "small.lua"})
    private @Nullable String script;

    private @Nullable Engine held;

    @Setup
    public void prepare() {
        held = Engine.of(Objects.requireNonNull(engine), Objects.requireNonNull(script));
    }

    @TearDown
    public void close() {
        held().close();
    }

    /// The whole script, in a state of its own.
    @Benchmark
    public double fresh() {
        return held().fresh();
    }

    private Engine held() {
        return Objects.requireNonNull(held);
    }
}
