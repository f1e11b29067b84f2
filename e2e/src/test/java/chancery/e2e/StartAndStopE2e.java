package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/// What an operator sees of the process: one line when it is ready, exit codes, clear complaints.
final class StartAndStopE2e {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration SECOND_START = Duration.ofSeconds(3);

    @TempDir private Path folder;

    @Test
    void drainsOnTerm() {
        try (Chancery server = Chancery.dev(folder.resolve("data"))) {
            assertThat(server.url()).matches("http://localhost:\\d+");
            assertThat(server.stop()).isZero();
        }
    }

    /// Counted in CPU time of all threads, for the machine may be busy with something else.
    @Test
    @org.junit.jupiter.api.Tag("slow")
    void startsAgainWithinThreeSeconds() {
        Path data = folder.resolve("data");
        Chancery.dev(data).close();
        long begin = System.nanoTime();

        try (Chancery server = Chancery.dev(data)) {
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            Duration cpu = server.cpu();

            System.out.println("second start: " + millis + " ms, CPU " + cpu.toMillis() + " ms");
            assertThat(cpu).isPositive().isLessThan(SECOND_START);
        }
    }

    @Test
    void complainsOfTakenPortInOneLine() {
        try (Chancery server = Chancery.dev(folder.resolve("one"))) {
            String port = String.valueOf(server.port());

            Program second =
                    Chancery.run("dev", "--port", port, "--data", folder.resolve("two").toString());

            assertThat(second.exit(SHORT)).isEqualTo(1);
            assertThat(second.complained()).contains("cannot listen", ":" + port).hasLineCount(1);
        }
    }

    @Test
    void complainsOfDataFolderInUse() {
        Path data = folder.resolve("data");
        try (Chancery server = Chancery.dev(data)) {
            Program second = Chancery.run("dev", "--port", "0", "--data", data.toString());

            assertThat(second.exit(SHORT)).isEqualTo(1);
            assertThat(second.complained()).contains(data.toString()).hasLineCount(1);
            assertThat(server.url()).isNotEmpty();
        }
    }
}
