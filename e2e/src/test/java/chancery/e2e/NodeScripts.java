package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Scripts that drive a server with the official clients: those of `e2e/js`, and others whose
/// clients are their own.
final class NodeScripts {
    private static final int OLDEST_NODE = 20;
    private static final Duration INSTALL = Duration.ofMinutes(3);
    private static final Duration PROBE = Duration.ofMinutes(1);

    private NodeScripts() {}

    /// Installs what the scripts of `e2e/js` need when that has not happened for the present lock
    /// file. Classes that run beside each other wait here.
    static synchronized void install() {
        install(Project.scripts());
    }

    /// The same for the scripts of another folder.
    static synchronized void install(Path folder) {
        Prerequisite.met(
                nodeVersion() >= OLDEST_NODE, "node " + OLDEST_NODE + " or newer, on PATH");
        Prerequisite.met(succeeds("npm", "--version"), "npm, on PATH");
        Path lock = folder.resolve("package-lock.json");
        Path marker = folder.resolve("node_modules/.installed-from");
        if (Files.exists(marker) && read(marker).equals(read(lock))) {
            return;
        }
        String name = Project.root().relativize(folder).toString();
        System.out.println("installing the official clients into " + name + " (npm ci)");
        String prefix = folder.toString();
        Program npm =
                Program.start(
                        "npm",
                        Map.of(),
                        List.of("npm", "--prefix", prefix, "ci", "--no-audit", "--no-fund"));
        int code = npm.exit(INSTALL);
        Prerequisite.met(code == 0, "packages of " + name + ", npm ci failed: " + npm.complained());
        copy(lock, marker);
    }

    /// Runs one script against a server; it must end well.
    static Program run(String server, Duration atMost, String... script) {
        return run(server, atMost, Map.of(), script);
    }

    /// Runs one script against a server, with more in its environment; it must end well.
    static Program run(String server, Duration atMost, Map<String, String> more, String... script) {
        Program node = start(server, more, script);
        assertThat(node.exit(atMost)).as(() -> node.output()).isZero();
        return node;
    }

    /// Starts one script against a server.
    static Program start(String server, String... script) {
        return start(server, Map.of(), script);
    }

    /// Starts one script against a server, with more in its environment.
    static Program start(String server, Map<String, String> more, String... script) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(script));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BASE_URL", server);
        return Program.start("node", environment, command);
    }

    static String path(String script) {
        return Project.scripts().resolve(script).toString();
    }

    private static int nodeVersion() {
        if (!succeeds("node", "--version")) {
            return 0;
        }
        Program node = Program.start("node", Map.of(), List.of("node", "--version"));
        node.exit(PROBE);
        String version = node.printed().strip();
        return Integer.parseInt(version.substring(1, version.indexOf('.')));
    }

    static boolean succeeds(String... command) {
        try {
            return Program.start("probe", Map.of(), List.of(command)).exit(PROBE) == 0;
        } catch (UncheckedIOException e) {
            return false; // no such program
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
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
