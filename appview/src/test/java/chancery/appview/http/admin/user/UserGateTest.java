package chancery.appview.http.admin.user;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.ApiKeys;
import chancery.appview.access.Permission;
import chancery.appview.access.User;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.Multikey;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.PlcState;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.xrpc.ServiceReference;
import chancery.atproto.xrpc.ServiceToken;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Who comes in at the gate of the admin API, and as what.
final class UserGateTest {
    private static final Did ALICE = Did.parse("did:web:alice.example.com");
    private static final PrivateKey KEY = PrivateKey.generate(Curve.K256, new SplittableRandom(1));
    private static final String LEXICONS = "/admin/lexicons";
    private static final String LOCAL = header("{\"typ\":\"at+jwt\"}") + ".e30.AA";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer list(String token) {
        return server.send("GET", LEXICONS, token, "");
    }

    private User operator() {
        return server.users.find(AdminServer.OPERATOR).orElseThrow();
    }

    private User alice(Permission... permissions) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        granted.addAll(List.of(permissions));
        return server.users.add(ALICE, User.Rank.ORDINARY, granted);
    }

    private static String header(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String serviceToken(String audience, Nsid method) {
        server.documents.put(
                ALICE,
                DidDocument.of(
                        ALICE,
                        PlcState.of(
                                List.of(KEY.publicKey()),
                                KEY.publicKey(),
                                Handle.parse("alice.example.com"),
                                "https://pds.example.com")));
        Instant now = server.now.get();
        return new ServiceToken(
                        ServiceReference.of(ALICE),
                        ServiceReference.parse(audience),
                        Optional.of(method),
                        now,
                        now.plusSeconds(60),
                        "1")
                .sign(KEY);
    }

    @Test
    @DisplayName("#11 without credentials the answer is 401")
    void refusesNobody() {
        Answer answer = list("");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("missing Authorization header or session cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hv_00000000000000000000000000000000", "hv_", "hv_x", "wrong", "a.b.c"})
    @DisplayName("#12 a wrong bearer is refused with 401")
    void refusesWrongBearer(String token) {
        Answer answer = list(token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isNotEmpty();
    }

    @Test
    void tellsThatAKeyIsWrong() {
        assertThat(list("hv_00000000000000000000000000000000").error())
                .isEqualTo("invalid or revoked API key");
    }

    @Test
    @DisplayName("#13 a valid key is let in")
    void admitsKey() {
        String key = server.keyOf(ALICE.value(), Permission.LEXICONS_READ);

        assertThat(list(key).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("#14 an account that is no user is refused with 403")
    void refusesStrangers() {
        server.sessions.put(LOCAL, ALICE);

        Answer answer = list(LOCAL);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("not a user");
        assertThat(server.users.all()).extracting(User::did).containsExactly(AdminServer.OPERATOR);
    }

    @Test
    @DisplayName("#71 no credentials are answered with 401, accounts without rights with 403")
    void tellsStrangersFromUsersWithoutRights() {
        String key = server.keyOf(ALICE.value(), Permission.STATS_READ);

        assertThat(list("").status()).isEqualTo(401);
        assertThat(list(key).status()).isEqualTo(403);
    }

    @Test
    void admitsSessionsThatWereIssuedHere() {
        alice(Permission.LEXICONS_READ);
        server.sessions.put(LOCAL, ALICE);

        assertThat(list(LOCAL).status()).isEqualTo(200);
        assertThat(server.send("DELETE", LEXICONS + "/a.b.c", LOCAL, "").status()).isEqualTo(403);
    }

    @Test
    void admitsServiceTokensThatAreMeantForIt() {
        alice(Permission.LEXICONS_READ);
        String token = serviceToken(AdminServer.SERVICE.value(), Identities.METHOD);

        assertThat(list(token).status()).isEqualTo(200);
    }

    @Test
    void refusesServiceTokensThatAreMeantForOthers() {
        alice(Permission.LEXICONS_READ);
        String elsewhere = serviceToken("did:web:other.example.com", Identities.METHOD);
        String otherMethod =
                serviceToken(AdminServer.SERVICE.value(), Nsid.parse("com.example.read"));

        assertThat(list(elsewhere).status()).isEqualTo(401);
        assertThat(list(elsewhere).error()).isEqualTo("BadJwtAudience");
        assertThat(list(otherMethod).status()).isEqualTo(401);
        assertThat(list(otherMethod).error()).isEqualTo("BadJwtLexiconMethod");
    }

    @Test
    void refusesTokensThatAServiceOfAnAccountSigned() {
        alice(Permission.LEXICONS_READ);
        String key = Multikey.format(KEY.publicKey());
        server.documents.put(
                ALICE,
                DidDocument.parse(
                        """
                        {"id":"%s","verificationMethod":[{"id":"#atproto_label",
                         "type":"Multikey","publicKeyMultibase":"%s"}]}
                        """
                                .formatted(ALICE, key)
                                .getBytes(StandardCharsets.UTF_8)));
        Instant now = server.now.get();
        String token =
                new ServiceToken(
                                ServiceReference.parse(ALICE + "#atproto_labeler"),
                                ServiceReference.of(AdminServer.SERVICE),
                                Optional.of(Identities.METHOD),
                                now,
                                now.plusSeconds(60),
                                "1")
                        .sign(KEY);

        Answer answer = list(token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("the issuer is no account");
    }

    @Test
    void refusesServiceTokensThatAreOver() {
        alice(Permission.LEXICONS_READ);
        String token = serviceToken(AdminServer.SERVICE.value(), Identities.METHOD);
        server.now.updateAndGet(now -> now.plusSeconds(61));

        assertThat(list(token).status()).isEqualTo(401);
    }

    @Test
    void admitsProofsOfKeys() {
        Answer proven =
                server.send(
                        server.request(LEXICONS)
                                .header("authorization", "DPoP token")
                                .header("dpop", "proof"));
        Answer bare = server.send(server.request(LEXICONS).header("authorization", "DPoP token"));

        assertThat(proven.status()).isEqualTo(200);
        assertThat(bare.status()).isEqualTo(401);
    }

    @Test
    void takesKeysUnderBothSchemesInAnyLetterCase() {
        String key = server.keyOf(ALICE.value(), Permission.LEXICONS_READ);

        for (String scheme : List.of("Bearer ", "bearer ", "DPoP ", "dpop ")) {
            Answer answer =
                    server.send(server.request(LEXICONS).header("authorization", scheme + key));
            assertThat(answer.status()).as(scheme).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ZGV2OmRldg==", "dev", "Bearer", "Token dev"})
    void refusesOtherSchemes(String header) {
        Answer answer = server.send(server.request(LEXICONS).header("authorization", header));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void readsNoCookie() {
        Answer answer =
                server.send(
                        server.request(LEXICONS)
                                .header("cookie", "happyview_session=" + AdminServer.OPERATOR));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void bindsTheKeyOfASuperUserToItsOwnList() {
        String key =
                server.keys
                        .make(operator().id(), "narrow", EnumSet.of(Permission.LEXICONS_READ))
                        .secret();

        Answer list = list(key);
        Answer delete = server.send("DELETE", LEXICONS + "/com.example.a", key, "");

        assertThat(list.status()).isEqualTo(200);
        assertThat(delete.status()).isEqualTo(403);
    }

    @Test
    void bindsKeysToWhatTheirUserMayDo() {
        User alice = alice(Permission.LEXICONS_READ);
        String key = server.keys.make(alice.id(), "wide", EnumSet.allOf(Permission.class)).secret();
        server.users.change(alice.id(), Set.of(), Set.of(Permission.LEXICONS_READ));

        assertThat(list(key).status()).isEqualTo(403);
    }

    @Test
    void refusesKeysThatWereRevokedOrLostTheirUser() {
        User alice = alice(Permission.LEXICONS_READ);
        ApiKeys.Made revoked = server.keys.make(alice.id(), "a", EnumSet.allOf(Permission.class));
        ApiKeys.Made orphan = server.keys.make(alice.id(), "b", EnumSet.allOf(Permission.class));
        server.keys.revoke(alice.id(), revoked.key().id());

        int afterRevoking = list(revoked.secret()).status();
        int before = list(orphan.secret()).status();
        server.users.remove(alice);
        int after = list(orphan.secret()).status();

        assertThat(List.of(afterRevoking, before, after)).containsExactly(401, 200, 401);
    }

    @Test
    void notesTheLastUseWithoutWritingAtOnce() {
        String key = server.keyOf(ALICE.value(), Permission.LEXICONS_READ);
        list(key);
        User before = server.users.find(ALICE).orElseThrow();

        server.use.flush();

        User after = server.users.find(ALICE).orElseThrow();
        assertThat(before.lastUsedAt()).isEmpty();
        assertThat(after.lastUsedAt()).contains(Instant.parse("2026-05-19T10:11:00Z"));
        assertThat(server.keys.of(after.id()).getFirst().lastUsedAt())
                .contains(Instant.parse("2026-05-19T10:11:00Z"));
    }

    @Test
    void answersInTheEnvelopeOnUnknownPathsAndVerbs() {
        Answer path = server.get("/admin/nothing");
        Answer verb = server.put("/admin/lexicons", "{}");

        assertThat(path.status()).isEqualTo(404);
        assertThat(path.error()).isEqualTo("not found");
        assertThat(verb.status()).isEqualTo(405);
        assertThat(verb.error()).isEqualTo("method not allowed");
    }
}
