package chancery.bench.coroutine;

import chancery.bench.coroutine.Resumable.Yielded;
import chancery.bench.coroutine.Toy.Constant;
import chancery.bench.coroutine.Toy.Frame;
import chancery.bench.coroutine.Toy.Function;
import chancery.bench.coroutine.Toy.Local;
import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A resume and a yield, the yield some calls deep: re-enterable nodes of the toy, and coroutines
/// of our Lua on virtual threads, resumed from a virtual thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SwitchBench {
    private static final int SWITCHES = 10_000;
    private static final BudgetLimits ENDLESS =
            new BudgetLimits(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, Duration.ofDays(1), 200, 64);

    @Param({"1", "5", "20"})
    private int calls;

    private final Function down = new Function();
    private final Lua lua = Lua.standard();
    private Chunk script = lua.compile("=none", new byte[0]);

    @Setup
    public void prepare() {
        Function yields = new Function();
        yields.body = new Resumable.Loop(new Resumable.Yield());
        down.body =
                new Resumable.IfLess(
                        2,
                        new Resumable.Call(yields, new Constant((long) Integer.MAX_VALUE)),
                        new Resumable.Add(
                                new Constant(1L),
                                new Resumable.Call(
                                        down, new Toy.Add(new Local(), new Constant(-1L)))));
        String source =
                """
                local yield = coroutine.yield
                local function down(n)
                  if n < 2 then while true do yield(1) end end
                  return 1 + down(n - 1)
                end
                local resume = coroutine.wrap(function() down(%d) end)
                for i = 1, %d do resume() end
                """
                        .formatted(calls, SWITCHES);
        script = lua.compile("=switches", source.getBytes(StandardCharsets.UTF_8));
    }

    /// Unwinding by an exception, and going down again.
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public Path reEnteredNodes() {
        Path path = new Path();
        Frame frame = new Frame(path, (long) calls);
        for (int i = 0; i < SWITCHES; i++) {
            try {
                down.body.eval(frame);
            } catch (Yielded yielded) {
                path.resume();
            }
        }
        return path;
    }

    /// Handing the turn to another virtual thread and back.
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public Thread virtualThreads() throws InterruptedException {
        Thread resumer = Thread.ofVirtual().start(this::run);
        resumer.join();
        return resumer;
    }

    private void run() {
        Host host =
                new Host(
                        System::nanoTime,
                        System::nanoTime,
                        Clock.systemUTC(),
                        System::nanoTime,
                        _ -> {},
                        _ -> {},
                        Thread.ofVirtual().factory(),
                        () -> {});
        try (var state = lua.state(ENDLESS, host)) {
            lua.run(state, script);
        }
    }
}
