package chancery.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process that commits is killed; what it had acknowledged in its ledger is there, whole.
final class KillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path dir;

    @Test
    void keepsWhatWasAcknowledgedOverTwoKills() throws Exception {
        killAndCheck(2, 300);
    }

    @Test
    @Tag("slow")
    void keepsWhatWasAcknowledgedOverManyKills() throws Exception {
        killAndCheck(20, 3_000);
    }

    private void killAndCheck(int rounds, int commits) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            Path ledger = dir.resolve("ledger" + round);
            killAfter(ledger, commits);

            List<LedgerWriter.Entry> acknowledged = LedgerWriter.read(ledger);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(commits);
            try (EmbeddedStore store = Stores.open(dir.resolve("store"))) {
                LedgerWriter.verify(store, acknowledged);
            }
        }
    }

    private void killAfter(Path ledger, int commits) throws Exception {
        Process child = start(ledger);
        try {
            long wanted = (long) commits * LedgerWriter.ENTRY_BYTES;
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (size(ledger) < wanted) {
                assertThat(child.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(5);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private Process start(Path ledger) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerWriter.class.getName(),
                        dir.resolve("store").toString(),
                        ledger.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("child.txt").toFile())
                .start();
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
