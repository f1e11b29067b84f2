package chancery.appview.http.admin.site;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.proxy.ProxyRules;
import chancery.appview.setting.Settings;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The policy of the proxy over HTTP.
final class ProxyRoutesTest {
    private static final String PATH = "/admin/settings/xrpc-proxy";
    private static final String OPEN = "{\"mode\":\"open\",\"nsids\":[]}";

    private final List<AppEvent> events = new CopyOnWriteArrayList<>();
    private final Settings settings =
            new Settings(new MemoryStore(System::nanoTime), () -> Instant.EPOCH, Map.of());
    private final AdminServer server =
            new AdminServer(
                    new ProxyRoutes(new ProxyRules(settings), events::add).routes(), List.of());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("#84 the policy is open, and an allow-list comes back as it was put")
    void keepsTheAllowList() {
        String list = "{\"mode\":\"allowlist\",\"nsids\":[\"com.example.*\"]}";

        Answer before = server.get(PATH);
        Answer put = server.put(PATH, list);
        Answer after = server.get(PATH);

        assertThat(before.text()).isEqualTo(OPEN);
        assertThat(put.status()).isEqualTo(204);
        assertThat(after.text()).isEqualTo(list);
        assertThat(events).extracting(AppEvent::type).containsExactly("setting.updated");
    }

    @Test
    @DisplayName("#84 disabling clears the list")
    void clearsTheListOfADisabledProxy() {
        server.put(PATH, "{\"mode\":\"disabled\",\"nsids\":[\"com.example.*\"]}");

        assertThat(server.get(PATH).text()).isEqualTo("{\"mode\":\"disabled\",\"nsids\":[]}");
    }

    @Test
    @DisplayName("#84 an unknown mode answers 422, a bad NSID 400, nobody 401")
    void refusesWhatIsNoPolicy() {
        Answer mode = server.put(PATH, "{\"mode\":\"all\"}");
        Answer pattern = server.put(PATH, "{\"mode\":\"blocklist\",\"nsids\":[\"com\"]}");
        Answer number = server.put(PATH, "{\"mode\":\"blocklist\",\"nsids\":[1]}");
        Answer nobody = server.send("GET", PATH, "", "");

        assertThat(mode.status()).isEqualTo(422);
        assertThat(pattern.status()).isEqualTo(400);
        assertThat(pattern.error()).isEqualTo("NSID pattern must have at least two segments: com");
        assertThat(number.status()).isEqualTo(400);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(server.get(PATH).text()).isEqualTo(OPEN);
    }
}
