package chancery.appview.http.admin.site;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.domain.Domain;
import chancery.appview.domain.Domains;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.store.memory.MemoryStore;
import chancery.web.Refusal;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Domains over HTTP, and which hosts are answered.
final class DomainRoutesTest {
    private static final String PATH = "/admin/domains";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer add(String url) {
        return server.post(PATH, Json.Members.builder().put("url", url).build().write());
    }

    private String status(String path, String host) throws IOException {
        String answer = server.raw("GET " + path + " HTTP/1.1", "Host: " + host);
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    @Test
    @DisplayName("#3 the primary domain is there from the start")
    void listsPrimary() {
        Answer list = server.get(PATH);

        assertThat(list.items()).hasSize(1);
        assertThat(list.items().getFirst().members().keySet())
                .containsExactly("created_at", "id", "is_primary", "updated_at", "url");
        assertThat(list.items().getFirst().text("url")).contains("http://localhost:1234");
        assertThat(list.items().getFirst().flag("is_primary")).contains(true);
    }

    @Test
    @DisplayName("#4 add answers 201, delete 204")
    void addsAndDeletes() {
        Answer added = add("https://Two.Example.com/");
        String id = added.object().text("id").orElseThrow();

        Answer deleted = server.delete(PATH + "/" + id);
        Answer again = server.delete(PATH + "/" + id);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.object().text("url")).contains("https://two.example.com");
        assertThat(added.object().flag("is_primary")).contains(false);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(server.eventTypes()).containsExactly("domain.deleted", "domain.created");
    }

    @Test
    @DisplayName("#5 the same domain again is refused")
    void refusesSecond() {
        add("https://two.example.com");

        Answer again = add("https://two.example.com/");

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).isEqualTo("domain 'https://two.example.com' already exists");
    }

    @Test
    @DisplayName("#6 the primary is not deleted")
    void keepsPrimary() {
        Answer answer = server.delete(PATH + "/" + server.domains.primary().id());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(server.domains.all()).hasSize(1);
    }

    @Test
    @DisplayName("#7 set primary answers 204, and there is exactly that one")
    void movesPrimary() {
        String id = add("https://two.example.com").object().text("id").orElseThrow();

        Answer moved = server.post(PATH + "/" + id + "/primary", "{}");
        Answer unknown = server.post(PATH + "/nothing/primary", "{}");

        assertThat(moved.status()).isEqualTo(204);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(server.get(PATH).items())
                .filteredOn(item -> item.flag("is_primary").orElse(false))
                .extracting(item -> item.text("id").orElse(""))
                .containsExactly(id);
        assertThat(server.eventTypes()).startsWith("domain.primary_changed");
    }

    @Test
    @DisplayName("#8 an unknown host is answered with 421")
    void refusesUnknownHosts() throws IOException {
        String answer =
                server.raw(
                        "GET /config HTTP/1.1",
                        "Host: evil.example.com",
                        "X-Forwarded-Host: localhost");

        assertThat(answer).startsWith("HTTP/1.1 421 ").endsWith("\r\n\r\nUnknown host");
        assertThat(answer).containsIgnoringCase("content-type: text/plain");
    }

    @Test
    @DisplayName("#9 health does not ask for the host")
    void isHealthyForAll() throws IOException {
        assertThat(status("/health", "evil.example.com")).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,200",
        "LocalHost:9999,200",
        "127.0.0.1:80,200",
        "[::1]:80,200",
        "two.example.com,200",
        "TWO.example.com:443,200",
        "three.example.com,421",
        "two.example.com.evil.example,421"
    })
    @DisplayName("#10 known hosts are answered, whatever their port")
    void answersKnownHosts(String host, String status) throws IOException {
        add("https://two.example.com");

        assertThat(status("/config", host)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a b|invalid URL",
                "example.com|invalid URL",
                "mailto:a@example.com|invalid URL",
                "https://user@example.com|invalid URL",
                "https:/x|URL must contain a host",
                "https://example.com/path|URL must not contain a path",
                "https://example.com?x=1|URL must not contain a path",
                "ftp://example.com|URL scheme must be https"
            })
    void refusesUrlsThatAreNone(String url, String error) {
        Answer answer = add(url);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(server.domains.all()).hasSize(1);
    }

    @Test
    void asksForHttpsWhenTheInstallationIsPublic() {
        MemoryStore store = new MemoryStore(System::nanoTime);
        Domains domains = open(store, "https://one.example.com");

        Assertions.assertThatThrownBy(() -> domains.add("http://two.example.com"))
                .isInstanceOf(Refusal.class)
                .hasMessage("URL scheme must be https");
        assertThat(domains.find("localhost")).isEmpty();
    }

    @Test
    void movesThePrimaryToWhereTheConfigurationSays() {
        MemoryStore store = new MemoryStore(System::nanoTime);
        open(store, "https://one.example.com").add("https://two.example.com");

        List<Domain> moved = open(store, "https://three.example.com/").all();
        List<Domain> kept = open(store, "https://two.example.com").all();

        assertThat(moved)
                .extracting(Domain::url)
                .containsExactlyInAnyOrder("https://three.example.com", "https://two.example.com");
        assertThat(kept).isEqualTo(moved);
    }

    @Test
    void boundsHowManyThereAre() {
        int max = AppViewLimits.STANDARD.administration().domainsMax();
        for (int i = 2; i < max; i++) {
            server.domains.add("https://d" + i + ".example.com");
        }

        assertThat(add("https://last.example.com").status()).isEqualTo(201);
        assertThat(add("https://over.example.com").status()).isEqualTo(409);
    }

    private static Domains open(MemoryStore store, String url) {
        return new Domains(
                store,
                URI.create(url),
                AppViewLimits.STANDARD.administration(),
                () -> Instant.parse("2026-05-19T10:11:12Z"),
                new Random(3));
    }
}
