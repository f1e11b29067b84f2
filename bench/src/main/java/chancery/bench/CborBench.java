package chancery.bench;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/// DAG-CBOR of one post, both ways, and its identifier.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CborBench {
    private final Value.Map post = Samples.post(1);
    private final byte[] bytes = DagCbor.encode(post);

    @Benchmark
    public byte[] encode() {
        return DagCbor.encode(post);
    }

    @Benchmark
    public Value decode() {
        return DagCbor.decode(bytes);
    }

    @Benchmark
    public Cid identify() {
        return Cid.ofDagCbor(bytes);
    }
}
