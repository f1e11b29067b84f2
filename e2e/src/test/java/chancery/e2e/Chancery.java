package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real server in a process of its own, on a data folder that outlives it.
final class Chancery implements AutoCloseable {
    private static final String READY = "READY http";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Program program;
    private final Path data;

    private Chancery(Program program, Path data) {
        this.program = program;
        this.data = data;
    }

    /// A development server on a free port, ready for requests.
    static Chancery dev(Path data) {
        return dev(data, 0, new String[0]);
    }

    /// A development server on this port, ready for requests.
    static Chancery dev(Path data, int port) {
        return dev(data, port, new String[0]);
    }

    /// A development server on a free port with more arguments, ready for requests.
    static Chancery dev(Path data, String... more) {
        return dev(data, 0, more);
    }

    /// A server in production with this file of settings and this environment, ready for requests.
    static Chancery serve(Path config, Map<String, String> environment) {
        List<String> arguments = List.of("serve", "--config", config.toString());
        Chancery server = new Chancery(run(environment, arguments), config.resolveSibling("data"));
        server.program.untilPrinted(READY, START);
        server.program.untilPrinted("\n", START);
        return server;
    }

    private static Chancery dev(Path data, int port, String[] more) {
        List<String> arguments = new ArrayList<>(List.of("dev", "--port", String.valueOf(port)));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        Program program = run(arguments.toArray(String[]::new));
        Chancery server = new Chancery(program, data);
        program.untilPrinted(READY, START);
        program.untilPrinted("\n", START);
        return server;
    }

    /// The program itself with these arguments, from the classes of this build.
    static Program run(String... arguments) {
        return run(Map.of(), List.of(arguments));
    }

    private static Program run(Map<String, String> environment, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java,
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:NewRatio=1",
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("chancery.server.cli.Main");
        command.addAll(arguments);
        return Program.start("chancery", environment, command);
    }

    /// The address it prints in its READY line.
    String url() {
        String line = program.printed().lines().filter(l -> l.startsWith(READY)).findFirst().get();
        return line.substring("READY ".length()).strip();
    }

    /// The token that it says makes the first administrator.
    String bootstrapToken() {
        String mark = "administrator, once: ";
        String said = program.complained();
        return said.substring(said.indexOf(mark) + mark.length()).lines().findFirst().get();
    }

    int port() {
        return Integer.parseInt(url().substring(url().lastIndexOf(':') + 1));
    }

    /// What it answers with status 200 to a request for this path.
    String answer(String path) {
        try (InputStream body = URI.create(url() + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Waits until its index has caught up: queries of the development mode are answered.
    void untilQueriesAreAnswered() {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                answer("/xrpc/xyz.statusphere.listStatuses?client_key=hvc_dev");
                return;
            } catch (UncheckedIOException behind) {
                if (System.nanoTime() > deadline) {
                    throw behind;
                }
            }
        }
    }

    /// What it has used of the processors so far.
    Duration cpu() {
        return program.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Ends it as a power cut would, as far as the process can tell: kill -9.
    void kill() {
        program.process().destroyForcibly();
        program.exit(STOP);
    }

    /// Starts again on the same data and the same port.
    Chancery again() {
        return dev(data, port());
    }

    /// Ends it by SIGTERM and answers its exit code.
    int stop() {
        program.process().destroy();
        return program.exit(STOP);
    }

    /// Proves the whole store, while no server runs on it.
    void verifyStore() {
        Program verify = run("verify", "--data", data.toString());
        assertThat(verify.exit(Duration.ofMinutes(2))).as(verify.output()).isZero();
    }

    @Override
    public void close() {
        program.process().destroyForcibly();
        program.exit(STOP);
    }
}
