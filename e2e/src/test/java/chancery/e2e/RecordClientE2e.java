package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/// The clients that people have for the records API at the real server: each script is a list of
/// checks of its own.
@Tag("slow")
final class RecordClientE2e {
    private static final Duration ONE_SCRIPT = Duration.ofMinutes(4);

    @TempDir private static Path data;
    private static Chancery server;

    @BeforeAll
    static void start() {
        server = Chancery.dev(data.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void passesEveryCheckOfThePythonClient() {
        PythonScripts.install();

        Program python = PythonScripts.run(server.url(), ONE_SCRIPT, "check.py");

        assertThat(python.complained()).contains("OK");
        python.complained().lines().filter(l -> l.startsWith("Ran ")).forEach(this::note);
    }

    @Test
    void passesEveryCheckOfTheJavaScriptClient() {
        Path scripts = Project.root().resolve("e2e/records/js");
        NodeScripts.install(scripts);

        String file = scripts.resolve("check.test.mjs").toString();
        Program node = NodeScripts.run(server.url(), ONE_SCRIPT, "--test", file);

        node.printed().lines().filter(l -> l.matches("# (tests|pass) .*")).forEach(this::note);
    }

    private void note(String line) {
        System.out.println("records: " + line);
    }
}
