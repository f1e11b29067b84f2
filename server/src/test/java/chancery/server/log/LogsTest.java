package chancery.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/// A line of the log is one JSON object, whatever is said in it.
final class LogsTest {
    private final LoggerContext context = new LoggerContext();
    private final JsonLines lines = new JsonLines();

    @Test
    void lineIsJson() {
        String line = line("chancery", "a \"quoted\" \\ line\nand \u0001 another é");

        Value.Map map = DagJson.parseMap(line.getBytes(StandardCharsets.UTF_8));

        assertThat(line).endsWith("\n");
        assertThat(line.lines()).hasSize(1);
        assertThat(map.text("level")).contains("WARN");
        assertThat(map.text("logger")).contains("chancery");
        assertThat(map.text("message")).contains("a \"quoted\" \\ line\nand \u0001 another é");
        assertThat(map.text("time")).isPresent();
    }

    @Test
    void lineOfAccessLogStaysAsItIs() {
        String line = line("access", "{\"status\":200}");

        assertThat(line).isEqualTo("{\"status\":200}\n");
    }

    @Test
    void lineNamesTheError() {
        LoggingEvent event = event("chancery", "failed");
        event.setThrowableProxy(
                new ch.qos.logback.classic.spi.ThrowableProxy(new IllegalStateException("why")));

        String line = new String(lines.encode(event), StandardCharsets.UTF_8);

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("\"error\":\"java.lang.IllegalStateException: why");
    }

    private String line(String logger, String message) {
        return new String(lines.encode(event(logger, message)), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String logger, String message) {
        return new LoggingEvent(
                "test", context.getLogger(logger), Level.WARN, message, null, new Object[0]);
    }
}
