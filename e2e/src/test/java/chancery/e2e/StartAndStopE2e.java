package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/// What an operator sees of the process: one line when it is ready, exit codes, clear complaints.
final class StartAndStopE2e {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final String ALICE =
            "/xrpc/com.atproto.identity.resolveHandle?handle=alice.test";

    @TempDir private Path folder;

    @Test
    void drainsOnTerm() {
        try (Chancery server = Chancery.dev(folder.resolve("data"))) {
            assertThat(server.url()).matches("http://localhost:\\d+");
            assertThat(server.stop()).isZero();
        }
    }

    /// How long a start takes is measured, see docs/bench; here it only has to come to its end.
    @Test
    void startsAgainWithTheDataOfTheFirstStart() {
        Path data = folder.resolve("data");
        String before;
        try (Chancery first = Chancery.dev(data)) {
            before = first.answer(ALICE);
        }
        long begin = System.nanoTime();

        try (Chancery second = Chancery.dev(data)) {
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            String after = second.answer(ALICE);

            System.out.println(
                    "second start: " + millis + " ms, CPU " + second.cpu().toMillis() + " ms");
            assertThat(before).startsWith("{\"did\":\"did:plc:");
            assertThat(after).isEqualTo(before);
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
