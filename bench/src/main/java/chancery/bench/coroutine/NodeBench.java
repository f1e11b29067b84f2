package chancery.bench.coroutine;

import chancery.bench.coroutine.Toy.Constant;
import chancery.bench.coroutine.Toy.Frame;
import chancery.bench.coroutine.Toy.Function;
import chancery.bench.coroutine.Toy.Local;
import chancery.bench.coroutine.Toy.Node;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/// What the normal path pays for nodes that can be entered again: fib(25), and 100,000 turns of a
/// loop with a call in each, without any yield.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NodeBench {
    private static final long FIB = 25;
    private static final long TURNS = 100_000;

    @Param({"plain", "resumable"})
    private String kind = "plain";

    private final Function fib = new Function();
    private final Function loop = new Function();

    @Setup
    public void prepare() {
        boolean plain = kind.equals("plain");
        Node less = new Toy.Add(new Local(), new Constant(-1L));
        Node lesser = new Toy.Add(new Local(), new Constant(-2L));
        Function same = new Function();
        same.body = less;
        if (plain) {
            Node sum = new Toy.Add(new Toy.Call(fib, less), new Toy.Call(fib, lesser));
            fib.body = new Toy.IfLess(2, new Local(), sum);
            loop.body = new Toy.Loop(new Toy.Call(same, new Local()));
        } else {
            Node sum =
                    new Resumable.Add(
                            new Resumable.Call(fib, less), new Resumable.Call(fib, lesser));
            fib.body = new Resumable.IfLess(2, new Local(), sum);
            loop.body = new Resumable.Loop(new Resumable.Call(same, new Local()));
        }
    }

    /// 250,000 calls.
    @Benchmark
    public Object fib() {
        return fib.body.eval(new Frame(new Path(), FIB));
    }

    /// 100,000 turns.
    @Benchmark
    public Object loop() {
        return loop.body.eval(new Frame(new Path(), TURNS));
    }
}
