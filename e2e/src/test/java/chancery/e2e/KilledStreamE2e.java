package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// kill -9 while batches of records are written, with a ledger of what was answered: after each
/// restart every answered batch is there once and whole, what was not answered is there whole or
/// not at all, and sync, count, filter and look-ups agree. Before each restart the view agrees with
/// the records as far as it came.
@Tag("slow")
final class KilledStreamE2e {
    private static final Duration LOAD_ENDS = Duration.ofMinutes(2);
    private static final Duration CHECK = Duration.ofMinutes(3);

    @TempDir private Path folder;

    @BeforeAll
    static void install() {
        NodeScripts.install();
    }

    @Test
    void keepsEveryAnsweredBatchOverFiveKills() {
        survives(5, 1_500);
    }

    private void survives(int rounds, int killWithinMillis) {
        Chancery server = Chancery.dev(folder.resolve("data"));
        for (int round = 0; round < rounds; round++) {
            Program writers =
                    NodeScripts.start(
                            server.url(),
                            NodeScripts.path("crash/stream-load.mjs"),
                            "--dir",
                            folder.toString(),
                            "--round",
                            String.valueOf(round));
            writers.untilPrinted("ACKED", LOAD_ENDS);
            sleep(RandomGenerator.getDefault().nextInt(killWithinMillis));
            server.kill();
            assertThat(writers.exit(LOAD_ENDS)).as(writers.output()).isZero();
            assertThat(writers.printed()).as("writes in flight").doesNotContain("\"unknown\":0,");

            server.verifyStore();
            server = server.again();
            String check = NodeScripts.path("crash/stream-check.mjs");
            Program checked =
                    NodeScripts.run(server.url(), CHECK, check, "--dir", folder.toString());
            System.out.println("kill " + round + ": " + writers.printed() + checked.printed());
        }
        assertThat(server.stop()).isZero();
        server.verifyStore();
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
