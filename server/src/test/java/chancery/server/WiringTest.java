package chancery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.server.config.Environment;
import chancery.server.config.StoreConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The whole server, started and stopped in this process.
final class WiringTest {
    @TempDir private Path data;
    private Wiring server;

    @BeforeEach
    void start() {
        server = Servers.start(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersHealthAndHome() throws Exception {
        assertThat(Servers.get(server, "/livez").statusCode()).isEqualTo(200);
        assertThat(Servers.get(server, "/readyz").body()).contains("\"ready\":true");
        assertThat(Servers.get(server, "/xrpc/_health").body()).isEqualTo("{\"version\":\"test\"}");
        assertThat(Servers.get(server, "/metrics").body())
                .contains(
                        "jvm_memory_used_bytes",
                        "chancery_view_behind_rows",
                        "chancery_view_behind_seconds",
                        "chancery_view_breaks");
        assertThat(Servers.get(server, "/").body()).contains("href=\"/xrpc/com.atproto.sync");
        assertThat(Servers.get(server, "/robots.txt").body()).contains("Allow: /");
        assertThat(Servers.get(server, "/console/").statusCode()).isEqualTo(404);
    }

    @Test
    void knowsTheDevelopmentAccounts() throws Exception {
        HttpResponse<String> session =
                Servers.post(
                        server,
                        "/xrpc/com.atproto.server.createSession",
                        "{\"identifier\":\"bob.test\",\"password\":\"password\"}");

        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body()).contains("did:plc:").contains("accessJwt");
    }

    @Test
    void linksOfTheHomePageLeadSomewhere() throws Exception {
        String page = Servers.get(server, "/").body();

        for (String piece : page.split("href=\"", -1)) {
            if (piece.startsWith("/")) {
                String path = piece.substring(0, piece.indexOf('"'));
                assertThat(Servers.get(server, path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void keepsAccountsOverRestart() throws Exception {
        String before = resolve();
        server.close();

        server = Servers.start(data);

        assertThat(resolve()).isEqualTo(before).contains("did:plc:");
    }

    @Test
    void refusesTakenDirectory() {
        assertThatThrownBy(() -> Servers.start(data))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is in use by process");
    }

    @Test
    void refusesTakenPort(@TempDir Path other) {
        int port = server.url().getPort();

        assertThatThrownBy(() -> Servers.start(other, port))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(String.valueOf(port));
    }

    @Test
    void keepsMasterKeyForItsOwnerAlone() throws Exception {
        Path key = data.resolve("master.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key).strip()).hasSize(64);
    }

    @Test
    void verifiesWhatItLeaves() {
        server.close();

        var reports =
                Verification.run(
                        StoreConfig.of(data.toString(), Environment.empty()), WiringTest::fatal);

        assertThat(reports).isNotEmpty().allMatch(report -> report.faults().isEmpty());
        assertThat(reports).anyMatch(report -> report.name().equals("did:plc histories"));
    }

    @Test
    void verifiesNothingThatIsInUse() {
        StoreConfig store = StoreConfig.of(data.toString(), Environment.empty());

        assertThatThrownBy(() -> Verification.run(store, WiringTest::fatal))
                .isInstanceOf(StartException.class);
    }

    @Test
    void verifiesNothingWhereIsNoStore(@TempDir Path empty) {
        StoreConfig store = StoreConfig.of(empty.toString(), Environment.empty());

        assertThatThrownBy(() -> Verification.run(store, WiringTest::fatal))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is no store");
        assertThat(empty).isEmptyDirectory();
    }

    private String resolve() throws Exception {
        return Servers.get(server, "/xrpc/com.atproto.identity.resolveHandle?handle=alice.test")
                .body();
    }

    private static void fatal(String line, Throwable cause) {
        throw new IllegalStateException(line, cause);
    }
}
