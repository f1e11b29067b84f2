package chancery.bench;

import org.openjdk.jmh.Main;

import java.io.IOException;

/// Runs the benchmarks whose names match the arguments, which are those of JMH.
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws IOException {
        Main.main(args);
    }
}
