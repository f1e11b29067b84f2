package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The scripts of `e2e/records/python`, which drive a server with the real Python client from an
/// environment of its own below the build's folder.
final class PythonScripts {
    private static final String NEEDED = "python 3.10 or newer with venv, on PATH";
    private static final Duration INSTALL = Duration.ofMinutes(5);

    private PythonScripts() {}

    /// Installs what the scripts need when that has not happened for the present list.
    static synchronized void install() {
        if (installed().equals(read(list()))) {
            return;
        }
        String version = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
        Prerequisite.met(NodeScripts.succeeds("python3", "-c", version), NEEDED);
        System.out.println("installing the Python client into e2e/target/python (pip)");
        Prerequisite.met(done("python3", "-m", "venv", folder().toString()), NEEDED);
        Prerequisite.met(
                done(
                        python(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--requirement",
                        list().toString()),
                "packages of e2e/records/python, pip install failed");
        remember();
    }

    private static boolean done(String... command) {
        Program program = Program.start("python", Map.of(), List.of(command));
        boolean well = program.exit(INSTALL) == 0;
        if (!well) {
            System.out.println(program.output());
        }
        return well;
    }

    /// Runs one script against a server; it must end well.
    static Program run(String server, Duration atMost, String script) {
        Program python =
                Program.start(
                        "python",
                        Map.of("BASE_URL", server),
                        List.of(python(), scripts().resolve(script).toString()));
        assertThat(python.exit(atMost)).as(() -> python.output()).isZero();
        return python;
    }

    private static Path scripts() {
        return Project.root().resolve("e2e/records/python");
    }

    private static Path list() {
        return scripts().resolve("requirements.txt");
    }

    private static Path folder() {
        return Project.target().resolve("python");
    }

    private static String python() {
        return folder().resolve("bin/python").toString();
    }

    private static Path marker() {
        return folder().resolve(".installed-from");
    }

    private static String installed() {
        return Files.exists(marker()) ? read(marker()) : "";
    }

    private static void remember() {
        try {
            Files.writeString(marker(), read(list()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
