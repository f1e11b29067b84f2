package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// kill -9 under load by 16 connections, with a ledger of what was acknowledged: after each restart
/// every acknowledged record is there, every event verifies, and no event number names other bytes.
final class KilledServerE2e {
    private static final Duration LOAD_ENDS = Duration.ofMinutes(2);
    private static final Duration CHECK = Duration.ofMinutes(3);

    @TempDir private Path folder;

    @BeforeAll
    static void install() {
        NodeScripts.install();
    }

    @Test
    void keepsEveryAcknowledgedWriteOverOneKill() {
        survives(1, 600);
    }

    @Test
    @Tag("slow")
    void keepsEveryAcknowledgedWriteOverFiveKills() {
        survives(5, 3_000);
    }

    private void survives(int rounds, int killWithinMillis) {
        String folderName = folder.toString();
        Chancery server = Chancery.dev(folder.resolve("data"));
        for (int round = 0; round < rounds; round++) {
            String load = NodeScripts.path("crash/load.mjs");
            String roundName = String.valueOf(round);
            Program writers =
                    NodeScripts.start(
                            server.url(), load, "--dir", folderName, "--round", roundName);
            writers.untilPrinted("ACKED", LOAD_ENDS);
            sleep(300 + RandomGenerator.getDefault().nextInt(killWithinMillis));
            server.kill();
            assertThat(writers.exit(LOAD_ENDS)).as(writers.output()).isZero();
            assertThat(writers.printed()).as("writes in flight").doesNotContain("\"unknown\":0,");

            server = server.again();
            String check = NodeScripts.path("crash/check.mjs");
            Program checked = NodeScripts.run(server.url(), CHECK, check, "--dir", folderName);
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
