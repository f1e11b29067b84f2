package chancery.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// The configuration page of the guide is written from the list of keys: run with `-Ddocs=write`.
final class ConfigurationPageTest {
    private static final String BEGIN = "<!-- keys: written by ConfigurationPageTest -->\n";
    private static final String END = "<!-- end of keys -->\n";

    @Test
    void pageListsEveryKey() throws IOException {
        Path page =
                Path.of(System.getProperty("project.root", ".."))
                        .resolve("docs/guide/reference/configuration.md");
        String text = Files.readString(page);
        String head = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String tail = text.substring(text.indexOf(END));

        String wanted = head + table() + tail;

        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(page, wanted);
        }
        assertThat(text).as("run with -Ddocs=write").isEqualTo(wanted);
    }

    private static String table() {
        return Keys.all().stream()
                .map(ConfigurationPageTest::row)
                .collect(
                        Collectors.joining(
                                "",
                                """
                                | key | environment | kind | `serve` | `dev` | meaning |
                                |---|---|---|---|---|---|
                                """,
                                ""));
    }

    private static String row(Key key) {
        return "| `%s` | `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        key.name(),
                        key.environmentName(),
                        key.kind().name().toLowerCase(java.util.Locale.ROOT),
                        code(key.serve()),
                        code(key.dev()),
                        key.meaning());
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
