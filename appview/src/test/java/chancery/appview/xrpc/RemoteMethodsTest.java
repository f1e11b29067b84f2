package chancery.appview.xrpc;

import static chancery.appview.xrpc.XrpcKit.BOB;
import static chancery.appview.xrpc.XrpcKit.KEY;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.limit.AppViewLimits;
import chancery.atproto.identity.DidDocument;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Response;
import chancery.web.http.TestServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/// `getProfile` and `uploadBlob` of accounts elsewhere, over HTTP.
final class RemoteMethodsTest {
    private static final String PROFILE = "/xrpc/app.bsky.actor.getProfile";
    private static final String UPLOAD = "/xrpc/com.atproto.repo.uploadBlob";
    private static final String[] PROOF = {"authorization", "DPoP bob", "x-client-key", KEY};

    private final XrpcKit kit = new XrpcKit();
    private volatile String stored =
            """
            {"uri":"at://x","value":{"displayName":"Bob","description":5,"avatar":{
              "$type":"blob","ref":{"$link":"bafy"},"mimeType":"image/png","size":7}}}
            """;
    private final TestServer host =
            TestServer.of(
                    Mount.get(
                            Door.SERVER,
                            "/xrpc/com.atproto.repo.getRecord",
                            _ -> Response.of(200, "application/json", bytes(stored))));

    @AfterEach
    void close() {
        kit.close();
        host.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String live() {
        String origin = "http://127.0.0.1:" + host.port();
        String json =
                """
                {"id":"%s","alsoKnownAs":["at://bob.example"],"service":[
                 {"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"%s"}]}
                """
                        .formatted(BOB.value(), origin);
        kit.documents.put(BOB, DidDocument.parse(bytes(json)));
        return origin;
    }

    @Test
    @DisplayName("#41 getProfile as nobody answers 401")
    void refusesNobodysProfile() {
        XrpcKit.Answer answer = kit.get(PROFILE, "accept", "*/*");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error")).contains("getProfile requires DPoP authentication");
        assertThat(kit.get(PROFILE).status()).isEqualTo(401);
    }

    @Test
    void answersTheCallersProfile() {
        String origin = live();

        XrpcKit.Answer answer = kit.get(PROFILE + "?actor=someone.else", PROOF);

        assertThat(answer.text())
                .isEqualTo(
                        "{\"avatar\":{\"$link\":\"bafy\",\"mimeType\":\"image/png\",\"size\":7},"
                                + "\"avatarURL\":\""
                                + origin
                                + "/xrpc/com.atproto.sync.getBlob?did=did%3Aplc%3Abob&cid=bafy\","
                                + "\"did\":\"did:plc:bob\",\"displayName\":\"Bob\","
                                + "\"handle\":\"bob.example\"}");
    }

    @Test
    void leavesOutWhatTheHostDoesNotTell() {
        live();
        stored = "no JSON";

        assertThat(kit.get(PROFILE, PROOF).text())
                .isEqualTo("{\"did\":\"did:plc:bob\",\"handle\":\"bob.example\"}");
    }

    @Test
    void answers404WithoutADocument() {
        XrpcKit.Answer answer = kit.get(PROFILE, PROOF);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().text("error")).contains("DID document not found for did:plc:bob");
    }

    @Test
    void leavesLocalCallersToTheChain() {
        XrpcKit.Answer answer = kit.get(PROFILE, "authorization", "Bearer alice");

        assertThat(answer.status()).isEqualTo(501);
    }

    @Test
    void uploadsToTheCallersHost() {
        XrpcKit.Answer answer = kit.send(kit.blob(3), PROOF);

        assertThat(answer.text())
                .isEqualTo("{\"repo\":\"did:plc:bob\",\"size\":3,\"type\":\"image/png\"}");
        assertThat(answer.header("ratelimit-remaining")).isEqualTo("999");
    }

    @Test
    void takesBlobsOfAsManyBytesAsTheLimitSays() {
        try (XrpcKit small = new XrpcKit(new AppViewLimits.Methods(1_000, 10, 100))) {
            assertThat(small.send(small.blob(9), PROOF).status()).isEqualTo(200);
            assertThat(small.send(small.blob(10), PROOF).status()).isEqualTo(200);
            assertThat(small.send(small.blob(11), PROOF).status()).isEqualTo(413);
        }
    }

    @Test
    void refusesBadProofs() {
        XrpcKit.Answer answer =
                kit.send(kit.blob(3), "authorization", "DPoP eve", "x-client-key", KEY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error")).contains("no matching DPoP session");
    }

    @Test
    void leavesUploadsWithoutAProofToTheChain() {
        assertThat(kit.send(kit.blob(3), "x-client-key", KEY).status()).isNotEqualTo(200);
        assertThat(kit.send(kit.blob(3)).status()).isEqualTo(501);
    }

    @Test
    void refusesOtherVerbs() {
        assertThat(kit.get(UPLOAD, PROOF).status()).isEqualTo(405);
        assertThat(kit.post(PROFILE, "{}", PROOF).status()).isEqualTo(405);
    }
}
