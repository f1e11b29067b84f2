package chancery.web.xrpc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.TestServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/// What clients keep secret stays out of all that is logged.
final class SecretsInLogsTest {
    private static final String CANARY = "c4n4ry-7f3b";
    private static final String PASSWORD = "{\"text\":\"x\",\"password\":\"" + CANARY + "\"}";
    private static final String JSON = "application/json";

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private TestServer server;

    @BeforeEach
    void start() {
        logged.start();
        root().addAppender(logged);
        Mount failing =
                Mount.post(
                        Door.SERVER,
                        "/fail",
                        request -> {
                            request.parameters();
                            throw new IllegalStateException("broken");
                        });
        FrameSource silent = _ -> new XrpcRoutesTest.Silence();
        server = TestServer.of(TestMethods.routes(silent).mount(), failing);
    }

    @AfterEach
    void stop() {
        server.close();
        root().detachAppender(logged);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /// All that was logged until the server had stopped.
    private List<String> lines() {
        server.close();
        return logged.list.stream().map(SecretsInLogsTest::text).toList();
    }

    private static String text(ILoggingEvent event) {
        String failure =
                Optional.ofNullable(event.getThrowableProxy())
                        .map(ThrowableProxyUtil::asString)
                        .orElse("");
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + failure;
    }

    private void requireSilence(int status) {
        assertThat(lines())
                .anySatisfy(
                        line -> assertThat(line).contains("access ", "\"status\":" + status + ","))
                .noneSatisfy(line -> assertThat(line).contains(CANARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "dpop", "cookie", "x-admin-token", "referer"})
    void logsNoHeaders(String header) throws Exception {
        server.send(
                server.request("/xrpc/com.example.read?name=a").header(header, "Bearer " + CANARY));

        requireSilence(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"token", "access_token", "password", "code", "client_secret", "%74oken"})
    void logsNoSecretParameters(String parameter) throws Exception {
        server.get("/xrpc/com.example.read?name=a&" + parameter + "=" + CANARY);

        requireSilence(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PASSWORD,
                "{\"text\":1,\"password\":\"" + CANARY + "\"}",
                "{\"text\":\"x\",\"password\":\"" + CANARY,
                "{\"text\":\"x\",\"" + CANARY + "\":{\"$bytes\":\"" + CANARY + "!\"}}",
                "[\"" + CANARY + "\"]"
            })
    void logsNoBodies(String body) throws Exception {
        int status =
                server.send(
                                server.request("/xrpc/com.example.write")
                                        .header("authorization", "Bearer good")
                                        .header("content-type", JSON)
                                        .POST(BodyPublishers.ofString(body)))
                        .statusCode();

        requireSilence(status);
    }

    @Test
    void logsNoBodyThatIsTooLarge() throws Exception {
        server.send(
                server.request("/xrpc/com.example.write")
                        .header("authorization", "Bearer good")
                        .header("content-type", JSON)
                        .POST(BodyPublishers.ofString(CANARY.repeat(50_000))));

        requireSilence(413);
    }

    @Test
    void logsNoSecretsOfRequestsThatBreakTheServer() throws Exception {
        byte[] answer =
                server.send(
                                server.request("/fail?token=" + CANARY)
                                        .header("authorization", "Bearer " + CANARY)
                                        .header("content-type", JSON)
                                        .POST(BodyPublishers.ofString(PASSWORD)))
                        .body();

        assertThat(answer).asString(UTF_8).doesNotContain(CANARY, "broken");
        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("broken"));
        requireSilence(500);
    }

    @Test
    void logsNothingOfAHeadThatIsMalformed() throws Exception {
        server.raw("GET /?token=" + CANARY + " HTTP/1.1\r\nAuthorization : " + CANARY + "\r\n\r\n");

        assertThat(lines()).noneSatisfy(line -> assertThat(line).contains(CANARY));
    }
}
