package chancery.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that was started here, with its output in files: it is ended by its own handle alone.
record Program(Process process, Path out, Path err) {

    /// Starts a command; what it prints is kept below the build's folder under this name.
    static Program start(String name, Map<String, String> environment, List<String> command) {
        try {
            Path logs = Files.createDirectories(Project.target().resolve("e2e"));
            Path out = Files.createTempFile(logs, name + "-", ".out");
            Path err = Path.of(out.toString().replace(".out", ".err"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(Project.root().toFile());
            builder.environment().putAll(environment);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            return new Program(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its end and answers its exit code; a program that takes longer is ended.
    int exit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still running after " + atMost + ": " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Waits until it has printed this, or is no longer running.
    void untilPrinted(String text, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!printed().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new AssertionError("did not print " + text + ": " + output());
            }
            pause();
        }
    }

    String printed() {
        return read(out);
    }

    String complained() {
        return read(err);
    }

    String output() {
        return process.info().commandLine().orElse("")
                + "\n"
                + tail(printed())
                + tail(complained());
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 6_000));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
