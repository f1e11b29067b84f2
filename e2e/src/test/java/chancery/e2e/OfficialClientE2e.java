package chancery.e2e;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

/// The official clients at the real server: each script is a list of checks of its own.
final class OfficialClientE2e {
    private static final Duration ONE_SCRIPT = Duration.ofMinutes(4);

    @TempDir private static Path data;
    private static Chancery server;

    @BeforeAll
    static void start() {
        NodeScripts.install();
        server = Chancery.dev(data.resolve("data"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session",
                "writes",
                "blobs",
                "refusals",
                "sync",
                "firehose",
                "oracle",
                "appview"
            })
    void passesEveryCheckOf(String script) {
        String file = NodeScripts.path("test/" + script + ".test.mjs");

        Program node = NodeScripts.run(server.url(), ONE_SCRIPT, "--test", file);

        node.printed()
                .lines()
                .filter(l -> l.matches("# (tests|pass|skipped) .*"))
                .forEach(l -> note(script, l));
    }

    private static void note(String script, String line) {
        System.out.println(script + ": " + line.substring(2));
    }
}
