package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class AccessLogTest {
    private final List<String> lines = new ArrayList<>();
    private final AccessLog log =
            new AccessLog(lines::add, () -> Instant.parse("2026-01-01T00:00:00Z"));

    private Value.Map line(AccessLog.Entry entry) {
        log.write(entry, 200, 12, 345);
        return DagJson.parseMap(lines.getLast().getBytes(UTF_8));
    }

    private static AccessLog.Entry entry(String path, String query, String agent) {
        return new AccessLog.Entry(
                "id-1", InetAddress.ofLiteral("9.9.9.9"), "GET", path, query, "call", agent);
    }

    @Test
    void writesOneObjectPerRequest() {
        Value.Map line = line(entry("/xrpc/a.b.c", "limit=1", "curl"));

        assertThat(line.text("time")).hasValue("2026-01-01T00:00:00Z");
        assertThat(line.text("client")).hasValue("9.9.9.9");
        assertThat(line.text("query")).hasValue("limit=1");
        assertThat(line.integer("status")).hasValue(200L);
        assertThat(line.integer("micros")).hasValue(345L);
    }

    @Test
    void cannotBeBrokenByWhatItShows() {
        String evil = "a\r\n{\"level\":\"error\"}\u2028\u0000\\";

        Value.Map line = line(entry("/" + evil, "q=" + evil, evil));

        assertThat(lines.getLast()).doesNotContain("\n", "\r", "\u2028", "\u0000");
        assertThat(line.text("agent")).hasValue(evil);
    }

    @Test
    void cutsLongTexts() {
        assertThat(line(entry("/" + "a".repeat(10_000), "", "")).text("path").orElse(""))
                .hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({
        "token=CANARY, token=***",
        "a=b&access_token=CANARY&c=d, a=b&access_token=***&c=d",
        "Password=CANARY, Password=***",
        "%74oken=CANARY, %74oken=***",
        "did=did:plc:x, did=did:plc:x",
        "flag, flag"
    })
    void leavesSecretsOut(String query, String shown) {
        assertThat(AccessLog.redacted(query)).isEqualTo(shown);
    }
}
