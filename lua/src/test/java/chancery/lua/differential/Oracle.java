package chancery.lua.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The `lua5.4` of the machine. One process runs many programs. A machine without it skips, saying
/// how many; a build with `CI=true` fails instead.
final class Oracle {
    private static final String SEPARATOR = "\u0001--- next ---\u0001";

    private Oracle() {}

    /// What each of the programs prints, bytes as characters 0 to 255.
    static List<String> outputs(String name, List<Program> programs) {
        Path lua = find(name, programs.size());
        try {
            return run(lua, programs);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path find(String name, int count) {
        List<Path> found =
                Stream.of("/usr/bin/lua5.4", "/usr/local/bin/lua5.4", "/opt/homebrew/bin/lua5.4")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .toList();
        if (found.isEmpty()) {
            System.out.println("lua5.4 " + name + ": " + count + " skipped, no lua5.4 here");
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("CI must have lua5.4");
            }
            Assumptions.abort("lua5.4 is not here");
        }
        return found.getFirst();
    }

    private static List<String> run(Path lua, List<Program> programs)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lua-oracle");
        Path driver = folder.resolve("oracle.lua");
        Path source = folder.resolve("programs.lua");
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        try (InputStream in = Oracle.class.getResourceAsStream("oracle.lua")) {
            Files.write(driver, Objects.requireNonNull(in).readAllBytes());
        }
        Files.write(source, Program.joined(programs));
        ProcessBuilder builder =
                new ProcessBuilder(lua.toString(), driver.toString(), source.toString(), SEPARATOR)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
        Stream.of(driver, source, output, errors, folder).forEach(Oracle::delete);
        List<String> parts = Arrays.asList(text.split(SEPARATOR + "\n", -1));
        assertThat(parts).as("outputs, and nothing after the last").hasSize(programs.size() + 1);
        return parts.subList(0, programs.size());
    }

    private static void delete(Path path) {
        assertThat(path.toFile().delete()).isTrue();
    }
}
