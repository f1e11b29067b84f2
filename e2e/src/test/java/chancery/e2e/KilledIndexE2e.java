package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/// kill -9 while scripts write and hooks are asked, with a ledger of what was acknowledged: after
/// each restart it is in its repository, and in the index as its hook wants it, and the index is
/// the one that a rebuild makes.
final class KilledIndexE2e {
    private static final Duration LOAD_ENDS = Duration.ofMinutes(2);
    private static final Duration CHECK = Duration.ofMinutes(4);

    @TempDir private Path folder;

    @BeforeAll
    static void install() {
        NodeScripts.install();
    }

    @Test
    @Tag("slow")
    void indexesEveryAcknowledgedWriteOverOneKill() {
        Chancery server = Chancery.dev(folder.resolve("data"));
        server = round(server, 0, 300, "1");
        assertThat(server.stop()).isZero();

        new IndexFile(folder.resolve("data")).assertVerified();
    }

    @Test
    @Tag("slow")
    void indexesEveryAcknowledgedWriteOverFiveKills() {
        Chancery server = Chancery.dev(folder.resolve("data"));
        for (int round = 0; round < 5; round++) {
            String[] more = round == 0 ? new String[0] : new String[] {"--backfill"};
            server = round(server, round, 6_000, round % 2 == 0 ? "1" : "1000", more);
        }
        assertThat(server.stop()).isZero();

        IndexFile index = new IndexFile(folder.resolve("data"));
        index.assertVerified();
        index.assertRebuilt(folder.resolve("rebuilt"));
    }

    @Test
    @Tag("slow")
    void makesTheSameRowsHoweverOftenARebuildIsKilled() {
        Path data = folder.resolve("data");
        Chancery server = Chancery.dev(data);
        server = round(server, 0, 2_000, "2");
        NodeScripts.run(server.url(), CHECK, NodeScripts.path("crash/index-fill.mjs"));
        int port = server.port();
        assertThat(server.stop()).isZero();
        IndexFile index = new IndexFile(data);
        SortedMap<String, String> rows = index.rows();

        index.remove();
        for (int kill = 0; kill < 6; kill++) {
            Chancery rebuilding = Chancery.dev(data, port);
            if (kill % 2 == 0) {
                index.untilRowsAreThere();
            } else {
                sleep(RandomGenerator.getDefault().nextInt(2_000));
            }
            rebuilding.kill();
            System.out.println("kill " + kill + ": " + index.count() + " of " + rows.size());
        }
        Chancery whole = Chancery.dev(data, port);
        whole.untilQueriesAreAnswered();
        assertThat(whole.stop()).isZero();

        assertThat(index.rows()).isEqualTo(rows);
        index.assertVerified();
    }

    /// A load, a kill within it, and a check of the server that comes after it.
    private Chancery round(
            Chancery server, int number, int killWithinMillis, String fails, String... more) {
        List<String> load = new ArrayList<>();
        load.addAll(List.of(NodeScripts.path("crash/index-load.mjs"), "--dir", folder.toString()));
        load.addAll(List.of("--round", String.valueOf(number), "--fails", fails));
        load.addAll(List.of(more));
        Program writers = NodeScripts.start(server.url(), load.toArray(String[]::new));
        writers.untilPrinted("ACKED", LOAD_ENDS);
        sleep(RandomGenerator.getDefault().nextInt(killWithinMillis));
        server.kill();
        assertThat(writers.exit(LOAD_ENDS)).as(writers.output()).isZero();

        Chancery again = server.again();
        String check = NodeScripts.path("crash/index-check.mjs");
        Program checked = NodeScripts.run(again.url(), CHECK, check, "--dir", folder.toString());
        System.out.println("kill " + number + ": " + writers.printed() + checked.printed());
        return again;
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
