package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.identity.PlcState;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.xrpc.ServiceReference;
import chancery.atproto.xrpc.ServiceToken;
import chancery.pds.Server.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An identity from elsewhere moves in with a token that its own key signed.
class ServiceTokenHttpTest {
    private static final Nsid CREATE = Nsid.parse("com.atproto.server.createAccount");
    private static final Nsid UPLOAD = Nsid.parse("com.atproto.repo.uploadBlob");

    private final Server server = new Server();
    private final PrivateKey key = PrivateKey.generate(Curve.K256, new SecureRandom());
    private final Did mover = published();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void moverGetsADeactivatedAccountWithoutEvents() {
        long before = server.kit.store.log("events").tail();

        Answer created = move(token(CREATE, "did:web:localhost"));
        Answer status = server.get("com.atproto.sync.getRepoStatus?did=" + mover);

        assertThat(created.text("did")).isEqualTo(mover.value());
        assertThat(status.text("status")).isEqualTo("deactivated");
        assertThat(server.kit.store.log("events").tail()).isEqualTo(before);
        assertThat(server.kit.faults(mover)).isEmpty();
    }

    @Test
    void deactivatedAccountMayUploadButNotWrite() {
        String access = move(token(CREATE, "did:web:localhost")).text("accessJwt");

        int upload = upload(token(UPLOAD, "did:web:localhost"));
        Answer write =
                server.post(
                        "com.atproto.repo.createRecord",
                        Optional.of(access),
                        "{\"repo\":\"%s\",\"collection\":\"com.example.note\",\"record\":{}}"
                                .formatted(mover));

        assertThat(upload).isEqualTo(200);
        assertThat(write.status()).isEqualTo(401);
        assertThat(write.message()).isEqualTo("Account is deactivated");
    }

    @Test
    void tokenForAnotherServerMethodOrAccountIsRefused() {
        Answer audience = move(token(CREATE, "did:web:example.com"));
        Answer method = move(token(UPLOAD, "did:web:localhost"));
        Answer account = move(server.user("alice").access());

        assertThat(audience.status()).isEqualTo(401);
        assertThat(audience.error()).isEqualTo("BadJwtAudience");
        assertThat(method.error()).isEqualTo("BadJwtLexiconMethod");
        assertThat(account.status()).isEqualTo(401);
        assertThat(account.error()).startsWith("BadJwt");
    }

    private Answer move(String token) {
        return server.post(
                CREATE.value(),
                Optional.of(token),
                "{'handle':'mover.test','email':'m@example.com','password':'pw','did':'%s'}"
                        .replace('\'', '"')
                        .formatted(mover));
    }

    private int upload(String token) {
        byte[] bytes = {1, 2, 3};
        return server.send(UPLOAD.value(), Optional.of(token), "application/octet-stream", bytes)
                .statusCode();
    }

    private String token(Nsid method, String audience) {
        Instant now = server.kit.clock.instant();
        return new ServiceToken(
                        ServiceReference.of(mover),
                        ServiceReference.parse(audience),
                        Optional.of(method),
                        now,
                        now.plus(Duration.ofMinutes(1)),
                        "00112233")
                .sign(key);
    }

    private Did published() {
        PlcState state =
                PlcState.of(
                        List.of(key.publicKey()),
                        key.publicKey(),
                        Handle.parse("mover.elsewhere.com"),
                        "https://elsewhere.com");
        PlcOperation operation = PlcOperation.genesis(state, key);
        server.kit.plc.submit(operation.genesisDid(), operation);
        return operation.genesisDid();
    }
}
