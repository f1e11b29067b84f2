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

/// The same scripts in our Lua, in LuaJ and in native Lua, each with its limits on.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = "-Xmx2g")
public class LuaBench {
    @Param({"chancery", "luaj", "native"})
    private @Nullable String engine;

    @Param({"fib.lua", "loops.lua", "strings.lua", "sort.lua", "host.lua"})
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

    /// The function of the script in a state that is there.
    @Benchmark
    public double run() {
        return held().run();
    }

    private Engine held() {
        return Objects.requireNonNull(held);
    }
}
