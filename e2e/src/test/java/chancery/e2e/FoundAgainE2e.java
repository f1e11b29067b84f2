package chancery.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/// One record written by curl, looked for in every place where it must be.
final class FoundAgainE2e {
    private static final Duration SCRIPT = Duration.ofMinutes(3);

    @TempDir private Path folder;

    @Test
    void findsTheRecordEverywhereBeforeAndAfterKill() {
        NodeScripts.install();
        Prerequisite.met(NodeScripts.succeeds("curl", "--version"), "curl, on PATH");
        Chancery server = Chancery.dev(folder.resolve("data"));

        walk(server, "write");
        walk(server, "check");
        server.kill();
        server.verifyStore();
        server = server.again();
        walk(server, "check");
        server.close();
        server.verifyStore();
    }

    private void walk(Chancery server, String step) {
        String script = NodeScripts.path("crash/walk.mjs");
        NodeScripts.run(server.url(), SCRIPT, script, step, folder.resolve("walk.json").toString());
    }
}
