package chancery.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the commands print, and how they end.
final class MainTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void helpTeaches() {
        int code = Main.run("help");

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("dev", "lua", "serve", "verify", "version", "alice.test", "READY");
    }

    @Test
    void nothingIsHelpToo() {
        int code = Main.run();

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Try it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "lua", "serve", "stream", "verify", "version"})
    void helpKnowsEveryCommand(String command) {
        int code = Main.run("help", command);

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("chancery " + command);
    }

    @Test
    void versionIsOneLine() {
        int code = Main.run("version");

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("chancery ");
    }

    @Test
    void refusesUnknownCommand() {
        assertThat(Main.run("fly")).isEqualTo(2);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("fly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "many"})
    void refusesBadPort(String port) {
        assertThat(Main.run("dev", "--port", port)).isEqualTo(2);
    }

    @Test
    void reportsEveryFaultOfTheConfiguration(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("chancery.toml");
        Files.writeString(file, "[http]\nlisen = \"x\"\ndrain = \"soon\"\n");

        int code = Main.run("serve", "--config", file.toString());

        assertThat(code).isEqualTo(78);
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("chancery: http.lisen: unknown setting")
                .contains("chancery: http.drain: 'soon' is not a duration")
                .contains("chancery: pds.public-url: is missing")
                .contains("chancery: store.master-key: is missing");
        assertThat(folder)
                .isDirectoryContaining("glob:**/chancery.toml")
                .isDirectoryNotContaining("glob:**/db");
    }
}
