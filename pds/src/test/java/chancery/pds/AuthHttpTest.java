package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.pds.Server.Answer;
import chancery.pds.Server.User;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/// Accounts, sessions and credentials over HTTP.
class AuthHttpTest {
    private static final String CREATE_ACCOUNT = "com.atproto.server.createAccount";
    private static final String LOGIN = "com.atproto.server.createSession";
    private static final String REFRESH = "com.atproto.server.refreshSession";
    private static final String SESSION = "com.atproto.server.getSession";

    private final Server server = new Server();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"alice.test", "ALICE.test", "alice@example.com", "Alice@Example.com"})
    void loginWorksByEveryName(String identifier) {
        User alice = server.user("alice");

        Answer session = login(identifier, "pw");

        assertThat(session.text("did")).isEqualTo(alice.did());
        assertThat(session.text("handle")).isEqualTo("alice.test");
        assertThat(session.text("email")).isEqualTo("alice@example.com");
        assertThat(session.text("accessJwt")).isNotEmpty();
    }

    @Test
    void s3UnknownAccountAndWrongPasswordGetTheSameAnswer() {
        server.user("alice");

        Answer wrong = login("alice.test", "other");
        Answer unknown = login("nobody.test", "pw");
        Answer nonsense = login("no such thing", "pw");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error()).isEqualTo("AuthenticationRequired");
        assertThat(wrong.message()).isEqualTo("Invalid identifier or password");
        assertThat(unknown).isEqualTo(wrong);
        assertThat(nonsense).isEqualTo(wrong);
    }

    @Test
    void passwordsAreBoundedAtTheEdge() {
        Answer longest = createAccount("alice", "p".repeat(256));
        Answer tooLong = createAccount("bob", "p".repeat(257));
        Answer login = login("alice.test", "p".repeat(512));
        Answer loginTooLong = login("alice.test", "p".repeat(513));

        assertThat(longest.status()).isEqualTo(200);
        assertThat(tooLong.message())
                .isEqualTo("Password too long. Maximum length is 256 characters.");
        assertThat(login.message()).isEqualTo("Invalid identifier or password");
        assertThat(loginTooLong.message())
                .isEqualTo("Password too long. Consider resetting your password.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "j.test|InvalidHandle|Handle too short",
                "abcdefghijklmnopqrs.test|InvalidHandle|Handle too long",
                "john.bsky.io|UnsupportedDomain|Not a supported handle domain",
                "about.test|HandleNotAvailable|Reserved handle",
                "atp.test|HandleNotAvailable|Reserved handle",
                "a.b.test|InvalidHandle|Invalid characters in handle",
                "john.invalid|InvalidHandle|Handle TLD is invalid or disallowed",
                "no_handle|InvalidRequest|handle",
            })
    void handlesFollowTheRules(String handle, String error, String message) {
        Answer refused =
                server.post(
                        CREATE_ACCOUNT,
                        Optional.empty(),
                        "{\"handle\":\"%s\",\"email\":\"x@example.com\",\"password\":\"pw\"}"
                                .formatted(handle));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void emailIsRequiredAndMustLookLikeOne() {
        Answer none = account("{'handle':'alice.test','password':'pw'}");
        Answer bad = account("{'handle':'alice.test','password':'pw','email':'nope'}");
        Answer operation =
                account("{'handle':'alice.test','password':'pw','email':'a@b.co','plcOp':{}}");

        assertThat(none.message()).isEqualTo("Email is required");
        assertThat(bad.message()).startsWith("This email address is not supported");
        assertThat(operation.message()).isEqualTo("Unsupported input: \"plcOp\"");
    }

    @Test
    void accountForAForeignIdentityNeedsItsToken() {
        Answer refused =
                account(
                        "{'handle':'alice.test','password':'pw','email':'a@b.co',"
                                + "'did':'did:web:example.com'}");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.message())
                .isEqualTo("Missing auth to create account with did: did:web:example.com");
    }

    @Test
    void refreshRotatesAndKeepsTheSameSuccessorForRacers() {
        User alice = server.user("alice");

        Answer first = server.post(REFRESH, Optional.of(alice.refresh()), "");
        Answer racer = server.post(REFRESH, Optional.of(alice.refresh()), "");

        assertThat(first.status()).isEqualTo(200);
        assertThat(racer.text("refreshJwt")).isEqualTo(first.text("refreshJwt"));
        assertThat(first.text("refreshJwt")).isNotEqualTo(alice.refresh());
    }

    @Test
    void closedSessionCannotBeRefreshed() {
        User alice = server.user("alice");

        Answer closed =
                server.post("com.atproto.server.deleteSession", Optional.of(alice.refresh()), "");
        Answer refused = server.post(REFRESH, Optional.of(alice.refresh()), "");

        assertThat(closed.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("ExpiredToken");
        assertThat(refused.message()).isEqualTo("Token has been revoked");
    }

    @Test
    void expiredTokenIsA400ThatClientsRefreshOn() {
        User alice = server.user("alice");
        server.kit.clock.advance(Duration.ofHours(2));

        Answer refused = session("Bearer " + alice.access());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("ExpiredToken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer|400|InvalidToken|Malformed authorization header",
                "Bearer a b|400|InvalidToken|Malformed authorization header",
                "Digest abc|400|InvalidToken|Unsupported authorization type: Digest",
                "Basic YWRtaW46YWRtaW4=|400|InvalidToken|Unexpected authorization type",
                "DPoP abc|400|InvalidToken|Unexpected authorization type",
                "Bearer abc|400|InvalidToken|Token could not be verified",
            })
    void unusableCredentialsAreNamed(String header, int status, String error, String message) {
        Answer refused = session(header);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused.message()).isEqualTo(message);
    }

    @Test
    void missingCredentialsAreA401() {
        Answer refused = server.get(SESSION);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.error()).isEqualTo("AuthMissing");
    }

    @Test
    void refreshTokenOpensNoMethodButItsOwn() {
        User alice = server.user("alice");

        Answer access = session("Bearer " + alice.refresh());
        Answer refresh = server.post(REFRESH, Optional.of(alice.access()), "");

        assertThat(access.message()).isEqualTo("Token could not be verified");
        assertThat(refresh.message()).isEqualTo("Token could not be verified");
    }

    @Test
    void badParametersBeatBadCredentialsAndThoseBeatABadBody() {
        User alice = server.user("alice");
        String method = "com.atproto.repo.createRecord";

        Answer params = server.get("com.atproto.repo.getRecord?repo=x&collection=y&rkey=z");
        Answer credentials = server.post(method, Optional.of("abc"), "{");
        Answer body = server.post(method, Optional.of(alice.access()), "{");

        assertThat(params.message()).startsWith("Invalid com.atproto.repo.getRecord params: ");
        assertThat(credentials.error()).isEqualTo("InvalidToken");
        assertThat(body.status()).isEqualTo(400);
        assertThat(body.error()).isEqualTo("InvalidRequest");
    }

    @Test
    void handlesResolveWhileTheAccountIsActive() {
        User alice = server.user("alice");
        String method = "com.atproto.identity.resolveHandle?handle=";

        Answer found = server.get(method + "ALICE.test");
        Answer missing = server.get(method + "nobody.test");

        assertThat(found.text("did")).isEqualTo(alice.did());
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.error()).isEqualTo("HandleNotFound");
        assertThat(missing.message()).isEqualTo("Unable to resolve handle");
    }

    @Test
    void descriptionSaysWhatASignUpFormNeeds() {
        Answer described = server.get("com.atproto.server.describeServer");

        assertThat(described.text("did")).isEqualTo("did:web:localhost");
        assertThat(described.body().items("availableUserDomains")).hasSize(1);
    }

    private Answer session(String header) {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri(SESSION))
                        .header("authorization", header)
                        .method("GET", BodyPublishers.noBody())
                        .build();
        return Server.answer(server.send(request));
    }

    private Answer login(String identifier, String password) {
        return server.post(
                LOGIN,
                Optional.empty(),
                "{\"identifier\":\"%s\",\"password\":\"%s\"}".formatted(identifier, password));
    }

    private Answer createAccount(String front, String password) {
        return account(
                "{'handle':'%s.test','email':'%s@example.com','password':'%s'}"
                        .formatted(front, front, password));
    }

    private Answer account(String json) {
        return server.post(CREATE_ACCOUNT, Optional.empty(), json.replace('\'', '"'));
    }
}
