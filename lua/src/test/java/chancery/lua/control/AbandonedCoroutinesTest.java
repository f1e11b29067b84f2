package chancery.lua.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class AbandonedCoroutinesTest {
    @Test
    @Tag("slow")
    void ofAMillionNoneIsAliveAfterwards() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "-Djdk.trackAllThreads=false",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AbandonedCoroutines.class.getName())
                        .redirectErrorStream(true)
                        .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output.strip()).isEqualTo("alive: 0");
        assertThat(process.waitFor()).isZero();
    }
}
