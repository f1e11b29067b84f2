package chancery.appview.http.admin.user;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.User;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// How the first user comes in.
final class BootstrapRouteTest {
    private static final Did ALICE = Did.parse("did:web:alice.example.com");
    private static final String PATH = "/admin/bootstrap";

    private final AdminServer server = new AdminServer(List.of());

    @AfterEach
    void close() {
        server.close();
    }

    private Answer claim(String token, String did) {
        return server.send(
                "POST", PATH, "", "{\"token\":\"" + token + "\",\"did\":\"" + did + "\"}");
    }

    @Test
    @DisplayName("#15 changed: without a user, a stranger is refused and no user is made")
    void doesNotMakeTheFirstStrangerAUser() {
        server.sessions.put("eyJ0eXAiOiJhdCtqd3QifQ.e30.AA", ALICE);

        Answer answer = server.send("GET", "/admin/lexicons", "eyJ0eXAiOiJhdCtqd3QifQ.e30.AA", "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(server.users.all()).isEmpty();
    }

    @Test
    @DisplayName("#15 changed: the one-time token makes exactly one user, who may do everything")
    void makesTheHolderOfTheTokenTheFirstUser() {
        String token = server.bootstrap.token().orElseThrow();

        Answer answer = claim(token, ALICE.value());

        String key = answer.object().text("key").orElseThrow();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(server.users.all())
                .singleElement()
                .satisfies(
                        user -> {
                            assertThat(user.did()).isEqualTo(ALICE);
                            assertThat(user.rank()).isEqualTo(User.Rank.SUPER);
                        });
        assertThat(server.send("GET", "/admin/users", key, "").status()).isEqualTo(200);
        assertThat(server.eventTypes()).containsExactly("user.bootstrapped");
    }

    @Test
    void takesATokenOnce() {
        String token = server.bootstrap.token().orElseThrow();
        claim(token, ALICE.value());

        Answer again = claim(token, "did:web:mallory.example.com");

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.error()).isEqualTo("invalid or used bootstrap token");
        assertThat(server.users.all()).hasSize(1);
        assertThat(server.bootstrap.token()).isEmpty();
    }

    @Test
    void takesTheNewestTokenAlone() {
        String first = server.bootstrap.token().orElseThrow();
        String second = server.bootstrap.token().orElseThrow();

        assertThat(claim(first, ALICE.value()).status()).isEqualTo(401);
        assertThat(claim(second, ALICE.value()).status()).isEqualTo(201);
    }

    @Test
    void takesNoTokenOnceThereIsAUser() {
        String token = server.bootstrap.token().orElseThrow();
        server.users.ensureSuper(List.of(ALICE));

        Answer answer = claim(token, "did:web:mallory.example.com");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(server.users.all()).extracting(User::did).containsExactly(ALICE);
    }

    @Test
    void refusesWhatIsNoToken() {
        server.bootstrap.token();

        assertThat(claim("", ALICE.value()).status()).isEqualTo(401);
        assertThat(claim("hvb_0", ALICE.value()).status()).isEqualTo(401);
        assertThat(server.send("POST", PATH, "", "{\"token\":7}").status()).isEqualTo(400);
        assertThat(server.send("POST", PATH, "", "").status()).isEqualTo(415);
        assertThat(server.users.all()).isEmpty();
    }

    @Test
    void refusesAnAccountThatIsNoneAndKeepsTheToken() {
        String token = server.bootstrap.token().orElseThrow();

        assertThat(claim(token, "alice").status()).isEqualTo(400);
        assertThat(claim(token, ALICE.value()).status()).isEqualTo(201);
    }

    @Test
    void promotesAdministratorsOfTheConfiguration() {
        server.users.add(ALICE, User.Rank.ORDINARY, Set.of());

        server.users.ensureSuper(List.of(ALICE, Did.parse("did:web:bob.example.com")));

        assertThat(server.users.all()).hasSize(2).allMatch(user -> user.rank() == User.Rank.SUPER);
    }
}
