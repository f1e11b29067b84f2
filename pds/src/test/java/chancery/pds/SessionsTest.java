package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Did;
import chancery.pds.session.SessionTokens;
import chancery.pds.session.Sessions;
import chancery.web.Refusal;
import chancery.web.auth.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

class SessionsTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");

    private final Kit kit = new Kit();
    private final Sessions sessions = kit.parts.sessions;
    private final SessionTokens tokens = kit.parts.tokens;

    @Test
    void accessTokenNamesItsAccountAndScope() {
        String access = sessions.open(ALICE, Scope.ACCESS).access();

        SessionTokens.AccessGrant grant = tokens.verifyAccess(access);

        assertThat(grant.did()).isEqualTo(ALICE);
        assertThat(grant.scope()).isEqualTo(Scope.ACCESS);
        assertThat(payload(access)).contains("\"scope\":\"com.atproto.access\"");
        assertThat(payload(access)).contains("\"aud\":\"did:web:localhost\"");
    }

    @Test
    void accessTokenEndsAfterTwoHours() {
        String access = sessions.open(ALICE, Scope.ACCESS).access();

        kit.clock.advance(Duration.ofMinutes(119));
        tokens.verifyAccess(access);
        kit.clock.advance(Duration.ofMinutes(1));

        assertThatThrownBy(() -> tokens.verifyAccess(access))
                .hasMessage("Token has expired")
                .extracting(e -> ((Refusal) e).name())
                .isEqualTo("ExpiredToken");
    }

    @Test
    void oldTokenGivesTheSameSuccessorUntilThatWasUsed() {
        String first = id(sessions.open(ALICE, Scope.ACCESS).refresh());

        String second = id(sessions.refresh(ALICE, first).refresh());
        String again = id(sessions.refresh(ALICE, first).refresh());
        sessions.refresh(ALICE, second);

        assertThat(again).isEqualTo(second).isNotEqualTo(first);
        assertThatThrownBy(() -> sessions.refresh(ALICE, first))
                .hasMessage("Token has been revoked");
    }

    @Test
    void useOfAnOldTokenAfterItsSuccessorEndsTheFamily() {
        String first = id(sessions.open(ALICE, Scope.ACCESS).refresh());
        String second = id(sessions.refresh(ALICE, first).refresh());
        String third = id(sessions.refresh(ALICE, second).refresh());

        assertThatThrownBy(() -> sessions.refresh(ALICE, first)).isInstanceOf(Refusal.class);

        assertThatThrownBy(() -> sessions.refresh(ALICE, third))
                .hasMessage("Token has been revoked");
    }

    @Test
    void oldTokenEndsTheFamilyTwoHoursAfterItWasUsed() {
        String first = id(sessions.open(ALICE, Scope.ACCESS).refresh());
        sessions.refresh(ALICE, first);

        kit.clock.advance(Duration.ofHours(2));
        String second = id(sessions.refresh(ALICE, first).refresh());
        kit.clock.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> sessions.refresh(ALICE, first)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sessions.refresh(ALICE, second)).isInstanceOf(Refusal.class);
    }

    @Test
    void otherSessionsOutliveAClosedOne() {
        String phone = id(sessions.open(ALICE, Scope.ACCESS).refresh());
        String laptop = id(sessions.open(ALICE, Scope.ACCESS).refresh());

        sessions.close(ALICE, phone);

        assertThatThrownBy(() -> sessions.refresh(ALICE, phone)).isInstanceOf(Refusal.class);
        assertThat(sessions.refresh(ALICE, laptop).access()).isNotEmpty();
    }

    @Test
    void sweepRemovesRefreshTokensWhoseTimeIsOver() {
        sessions.open(ALICE, Scope.ACCESS);
        sessions.open(ALICE, Scope.ACCESS);

        int early = sessions.sweep();
        kit.clock.advance(SessionTokens.REFRESH_LIFE);
        int late = sessions.sweep();

        assertThat(early).isZero();
        assertThat(late).isEqualTo(2);
        assertThat(sessions.sweep()).isZero();
    }

    @Test
    void refreshTokenIsNoAccessToken() {
        Sessions.Pair pair = sessions.open(ALICE, Scope.ACCESS);

        assertThatThrownBy(() -> tokens.verifyAccess(pair.refresh()))
                .hasMessage("Token could not be verified");
        assertThatThrownBy(() -> tokens.verifyRefresh(pair.access()))
                .hasMessage("Token could not be verified");
    }

    @Test
    void s5RefusesTokensOfAnotherServer() {
        String foreign = new Kit().parts.sessions.open(ALICE, Scope.ACCESS).access();

        assertThatThrownBy(() -> tokens.verifyAccess(foreign))
                .hasMessage("Token could not be verified");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS512\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"ES256K\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647}"
            })
    void s5RefusesForgedHeaders(String header) {
        String access = sessions.open(ALICE, Scope.ACCESS).access();
        String[] parts = access.split("\\.", -1);
        String forged = base64(header) + "." + parts[1] + "." + parts[2];

        assertThatThrownBy(() -> tokens.verifyAccess(forged))
                .hasMessage("Token could not be verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "not a token", "a.b.c.d.e"})
    void refusesWhatIsNoToken(String text) {
        assertThatThrownBy(() -> tokens.verifyAccess(text))
                .hasMessage("Token could not be verified");
    }

    @Test
    void refusesATokenOfFiveMegabytes() {
        String token = "e".repeat(5 << 20);

        assertThatThrownBy(() -> tokens.verifyAccess(token))
                .hasMessage("Token could not be verified");
    }

    private String id(String refreshToken) {
        return tokens.verifyRefreshEvenExpired(refreshToken).id();
    }

    private static String payload(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
