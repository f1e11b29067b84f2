package chancery.bench;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/// A signature over a commit, made and checked.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignBench {
    @Param({"K256", "P256"})
    private Curve curve = Curve.K256;

    private final byte[] message = new byte[220];
    private PrivateKey key = Samples.signingKey(curve);
    private byte[] signature = key.sign(message);

    @Setup
    public void keys() {
        key = Samples.signingKey(curve);
        signature = key.sign(message);
    }

    @Benchmark
    public byte[] sign() {
        return key.sign(message);
    }

    @Benchmark
    public boolean verify() {
        return key.publicKey().verify(message, signature);
    }
}
