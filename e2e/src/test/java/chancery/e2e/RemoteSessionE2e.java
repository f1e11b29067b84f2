package chancery.e2e;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Applications and users who live elsewhere, at the real server; their host stands beside it, at a
/// place that the server was allowed to reach.
@Tag("slow")
final class RemoteSessionE2e {
    private static final Duration ONE_SCRIPT = Duration.ofMinutes(2);

    @TempDir private Path data;

    @Test
    void passesEveryCheck() {
        NodeScripts.install();
        int port = free();
        String file = NodeScripts.path("test/remote.test.mjs");
        try (Chancery server = Chancery.dev(data.resolve("data"), "--allow", "localhost:" + port)) {
            Map<String, String> more = Map.of("HOST_PORT", Integer.toString(port));
            NodeScripts.run(server.url(), ONE_SCRIPT, more, "--test", file);
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
