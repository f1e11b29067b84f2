package chancery.appview.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.remote.App;
import chancery.appview.remote.App.User;
import chancery.appview.remote.Ask.Got;
import chancery.appview.remote.Host;
import chancery.appview.remote.Host.Seen;
import chancery.appview.remote.Smith;
import chancery.appview.remote.Stage;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.web.Fanout;
import chancery.web.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

final class HostWriterTest {
    private static final String CREATE = "/xrpc/com.atproto.repo.createRecord";
    private static final String TOKEN = "/oauth/token";
    private static final Nsid NOTE = Nsid.parse("com.example.note");
    private static final Json.Members RECORD = Stage.object("{'text':'hi'}");
    private static final Cid CID = Cid.ofRaw(new byte[1]);

    private Host host;
    private Stage stage;
    private App app;
    private Did alice;
    private User user;
    private AppCaller.Remote caller;

    @BeforeEach
    void open() {
        host = new Host();
        stage = new Stage(host);
        app = stage.app("app");
        alice = stage.account("alice", host);
        user = app.user(alice, host);
        caller = new AppCaller.Remote(alice, app.client().id());
    }

    @AfterEach
    void close() {
        stage.close();
        host.close();
    }

    private WriteOutcome create() {
        return stage.writer.write(
                caller, alice, new RepoWrite.Create(NOTE, Optional.empty(), RECORD));
    }

    private RemoteSession session() {
        return stage.sessions.find(app.client().id(), alice).orElseThrow();
    }

    @Test
    void createsARecordAtTheHost() {
        WriteOutcome outcome = create();

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        WriteOutcome.Result result = ((WriteOutcome.Written) outcome).results().getFirst();
        assertThat(result.uri()).hasToString("at://did:plc:alice/com.example.note/3kabcdefghi2k");
        assertThat(result.cid()).isPresent();
        Seen seen = host.seen(CREATE).getFirst();
        assertThat(seen.json())
                .isEqualTo(
                        Stage.object(
                                "{'repo':'did:plc:alice','collection':'com.example.note',"
                                        + "'record':{'text':'hi'}}"));
        assertThat(seen.claims().text("ath")).isPresent();
        assertThat(host.problems()).isEmpty();
    }

    @Test
    void putsAndDeletesWithTheSwapThatIsAskedFor() {
        RecordKey key = RecordKey.parse("self");

        stage.writer.write(caller, alice, new RepoWrite.Put(NOTE, key, RECORD, Optional.of(CID)));
        WriteOutcome gone =
                stage.writer.write(
                        caller, alice, new RepoWrite.Delete(NOTE, key, Optional.of(CID)));

        Json.Members put = host.seen("/xrpc/com.atproto.repo.putRecord").getFirst().json();
        assertThat(put.text("rkey")).hasValue("self");
        assertThat(put.text("swapRecord")).hasValue(CID.toString());
        Json.Members delete = host.seen("/xrpc/com.atproto.repo.deleteRecord").getFirst().json();
        assertThat(delete.text("swapRecord")).hasValue(CID.toString());
        assertThat(delete.contains("record")).isFalse();
        assertThat(((WriteOutcome.Written) gone).results().getFirst().uri())
                .hasToString("at://did:plc:alice/com.example.note/self");
    }

    @Test
    void handsOnWhatTheHostRefuses() {
        host.answer(CREATE, _ -> Host.json(400, "{\"error\":\"InvalidRecord\"}"));

        assertThat(create())
                .isEqualTo(new WriteOutcome.Refused(400, "{\"error\":\"InvalidRecord\"}"));
    }

    @Test
    void tellsAConflict() {
        host.answer(
                CREATE, _ -> Host.json(400, "{\"error\":\"InvalidSwap\",\"message\":\"other\"}"));

        assertThat(create()).isEqualTo(new WriteOutcome.Conflict("other"));
    }

    @Test
    void refusesAnAnswerThatSaysNothing() {
        host.answer(CREATE, _ -> Host.json(200, "[]"));

        assertThatThrownBy(this::create).hasMessage("the PDS does not say what it wrote");
    }

    @Test
    void answersANonceOnceAndRemembersIt() {
        host.demand("n-1");

        create();
        create();
        host.demand("n-2");
        create();

        assertThat(host.seen(CREATE))
                .extracting(Seen::problem)
                .containsExactly("nonce", "", "", "nonce", "");
        assertThat(host.problems()).isEmpty();
    }

    @Test
    void doesNotAnswerNoncesWithoutEnd() {
        int[] count = {0};
        host.answer(
                CREATE,
                _ ->
                        Host.json(400, "{\"error\":\"use_dpop_nonce\"}")
                                .with("dpop-nonce", "n" + count[0]++));

        WriteOutcome outcome = create();

        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(count[0]).isEqualTo(2);
    }

    @Test
    void renewsATokenThatExpired() {
        host.demand("n-1");
        host.expire(user.token());

        WriteOutcome outcome = create();

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        Seen refresh = host.seen(TOKEN).getLast();
        assertThat(refresh.form())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", Host.refreshFor(user.token()))
                .containsEntry("client_id", "https://app.example/client.json");
        assertThat(refresh.claims().contains("ath")).isFalse();
        assertThat(host.seen(TOKEN)).extracting(Seen::problem).containsExactly("nonce", "");
        assertThat(host.problems()).isEmpty();
    }

    @Test
    void knowsItsUserByTheFormerTokenAfterARenewal() {
        host.expire(user.token());
        create();

        Got got = user.ask("GET", "/oauth/sessions/" + alice).got();

        assertThat(got.status()).isEqualTo(200);
        stage.clock.pass(Stage.LIMITS.formerLife());
        assertThat(user.ask("GET", "/oauth/sessions/" + alice).got().error())
                .isEqualTo("token_expired");
    }

    @Test
    void believesAFormerTokenNoLongerThanItself() {
        Json.Members provisioned = app.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(alice.value(), smith.jwk());
        String end = stage.clock.instant().plusSeconds(60).toString();
        app.deposit(
                app.deposit(provisioned, alice, token)
                        .with("issuer", new Json.Text(host.url()))
                        .with("expires_at", new Json.Text(end)));
        User timed = new User(app, alice, smith, token);
        host.expire(token);
        create();

        stage.clock.pass(Duration.ofSeconds(59));
        assertThat(timed.ask("GET", "/oauth/sessions/" + alice).got().status()).isEqualTo(200);
        stage.clock.pass(Duration.ofSeconds(1));
        assertThat(timed.ask("GET", "/oauth/sessions/" + alice).got().error())
                .isEqualTo("token_expired");
    }

    @Test
    void refusesATokenWhoseTimeIsOver() {
        Json.Members provisioned = app.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(alice.value(), smith.jwk());
        app.deposit(
                app.deposit(provisioned, alice, token)
                        .with("expires_at", new Json.Text(stage.clock.instant().toString())));

        Got got = new User(app, alice, smith, token).ask("GET", "/oauth/sessions/" + alice).got();

        assertThat(got.status()).isEqualTo(401);
        assertThat(got.error()).isEqualTo("token_expired");
    }

    @Test
    void findsTheIssuerThroughTheHost() {
        Json.Members provisioned = app.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(alice.value(), smith.jwk());
        app.deposit(app.deposit(provisioned, alice, token));
        host.expire(token);

        assertThat(create()).isInstanceOf(WriteOutcome.Written.class);
    }

    @Test
    void renewsOnceForSixteenCallers() {
        host.expire(user.token());
        CountDownLatch together = new CountDownLatch(16);
        List<Callable<WriteOutcome>> calls =
                IntStream.range(0, 16)
                        .<Callable<WriteOutcome>>mapToObj(
                                _ ->
                                        () -> {
                                            together.countDown();
                                            together.await();
                                            return create();
                                        })
                        .toList();

        List<WriteOutcome> outcomes = Fanout.all(calls, Duration.ofMinutes(2));

        assertThat(outcomes).hasOnlyElementsOfType(WriteOutcome.Written.class);
        assertThat(host.seen(TOKEN)).hasSize(1);
        assertThat(host.problems()).isEmpty();
    }

    @Test
    void endsASessionWhoseRefreshTokenIsNoGood() {
        host.expire(user.token());
        host.revoke(Host.refreshFor(user.token()));

        WriteOutcome outcome = create();

        assertThat(outcome)
                .isEqualTo(new WriteOutcome.LoggedOut("session expired, please re-authenticate"));
        assertThat(stage.sessions.find(app.client().id(), alice)).isEmpty();
        assertThat(create()).isInstanceOf(WriteOutcome.LoggedOut.class);
    }

    @Test
    void usesTokensThatCameMeanwhile() {
        host.expire(user.token());
        host.answer(
                TOKEN,
                _ -> {
                    app.user(alice, host);
                    return Host.json(400, "{\"error\":\"invalid_grant\"}");
                });

        WriteOutcome outcome = create();

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        assertThat(stage.sessions.find(app.client().id(), alice)).isPresent();
    }

    @Test
    void bringsNoSessionBackThatWasGivenUp() {
        host.expire(user.token());
        host.answer(
                TOKEN,
                _ -> {
                    stage.sessions.remove(app.client().id(), alice);
                    return Host.json(200, "{\"access_token\":\"new\",\"expires_in\":5}");
                });

        assertThat(create()).isInstanceOf(WriteOutcome.LoggedOut.class);
        assertThat(stage.sessions.find(app.client().id(), alice)).isEmpty();
    }

    @Test
    void aFirstUseDuringARenewalChangesNothing() {
        host.expire(user.token());
        RemoteSession before = session();
        host.answer(
                TOKEN,
                _ -> {
                    stage.sessions.use(before);
                    return Host.json(200, "{\"access_token\":\"new\",\"expires_in\":5}");
                });

        create();

        assertThat(session().used()).isTrue();
        assertThat(session().tokens().hash()).isNotEqualTo(before.tokens().hash());
    }

    @Test
    void keepsTheSessionWhenTheIssuerFails() {
        host.expire(user.token());
        host.answer(TOKEN, _ -> Host.json(503, "{}"));

        assertThatThrownBy(this::create)
                .isInstanceOf(Refusal.class)
                .hasMessage("the authorization server does not refresh the session");
        assertThat(stage.sessions.find(app.client().id(), alice)).isPresent();
    }

    @Test
    void refusesTokensOfAnotherAccount() {
        host.expire(user.token());
        host.answer(
                TOKEN, _ -> Host.json(200, "{\"access_token\":\"x\",\"sub\":\"did:plc:mallory\"}"));

        assertThatThrownBy(this::create)
                .hasMessage("the authorization server gave no token for the session");
        assertThat(session().tokens().hash()).hasSize(64);
    }

    @Test
    void keepsSoManyFormerTokens() {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i <= Stage.LIMITS.formerTokens() + 1; i++) {
            hashes.add(session().tokens().hash());
            host.expire(new Vault(stage.sealer).access(session()));
            create();
        }

        assertThat(session().former()).hasSize(Stage.LIMITS.formerTokens());
        assertThat(session().former())
                .extracting(RemoteSession.Former::hash)
                .doesNotContain(hashes.getFirst(), hashes.get(1))
                .contains(hashes.get(2), hashes.getLast());
    }

    @Test
    void keepsNoTokenAndNoKeyInTheClear() {
        String kept = new String(everything(), StandardCharsets.ISO_8859_1);

        assertThat(kept).contains(alice.value(), app.client().id());
        assertThat(kept).doesNotContain(user.token(), Host.refreshFor(user.token()), app.secret());
        byte[] secret = new Vault(stage.sealer).key(session()).bytes();
        assertThat(kept).doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    }

    private byte[] everything() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Space space : Space.values()) {
            Range range = new Range(space, new byte[0], null);
            try (Scan scan = stage.store.scan(range, Reader.Direction.ASCENDING)) {
                while (scan.next()) {
                    all.writeBytes(scan.key());
                    all.writeBytes(scan.value());
                }
            }
        }
        return all.toByteArray();
    }

    @Test
    void sealsForOneRowAlone() {
        Did bob = stage.account("bob", host);
        app.user(bob, host);
        RemoteSession other = stage.sessions.find(app.client().id(), bob).orElseThrow();
        RemoteSession moved = session().with(other.tokens(), List.of());

        assertThatThrownBy(() -> new Vault(stage.sealer).access(moved))
                .isInstanceOf(IllegalStateException.class);
    }

    private Json.Members upload(int size) {
        return stage.writer.upload(
                caller, alice, "image/png", new ByteArrayInputStream(new byte[size]));
    }

    @Test
    void uploadsSoManyBytes() {
        assertThat(upload(Stage.UPLOAD_BYTES - 1).write()).isEqualTo("{\"blob\":{\"size\":999}}");
        assertThat(upload(Stage.UPLOAD_BYTES).write()).isEqualTo("{\"blob\":{\"size\":1000}}");
        assertThatThrownBy(() -> upload(Stage.UPLOAD_BYTES + 1))
                .hasMessage("a blob has at most 1000 bytes");
    }

    @Test
    void uploadsTheSameBytesAgainWithAFreshToken() {
        host.expire(user.token());

        assertThat(upload(10).write()).isEqualTo("{\"blob\":{\"size\":10}}");
        assertThat(host.seen("/xrpc/com.atproto.repo.uploadBlob"))
                .extracting(seen -> seen.body().length)
                .containsExactly(10, 10);
    }

    @Test
    void takesSoManyUploadsAtATime() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(8);
        CountDownLatch go = new CountDownLatch(1);
        InputStream slow =
                new InputStream() {
                    @Override
                    public int read() {
                        held.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return -1;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        return read();
                    }
                };
        List<Callable<Boolean>> calls =
                new ArrayList<>(
                        IntStream.range(0, 8)
                                .<Callable<Boolean>>mapToObj(
                                        _ ->
                                                () -> {
                                                    stage.writer.upload(
                                                            caller, alice, "image/png", slow);
                                                    return false;
                                                })
                                .toList());
        calls.add(
                () -> {
                    held.await();
                    try {
                        upload(1);
                        return false;
                    } catch (Refusal refusal) {
                        return refusal.kind() == Refusal.Kind.UNAVAILABLE;
                    } finally {
                        go.countDown();
                    }
                });

        assertThat(Fanout.all(calls, Duration.ofMinutes(2))).endsWith(true);
        assertThat(upload(1).contains("blob")).isTrue();
    }

    @Test
    void handsOnWhatTheHostSaysOfAnUpload() {
        host.answer(
                "/xrpc/com.atproto.repo.uploadBlob",
                _ -> Host.json(413, "{\"error\":\"BlobTooLarge\",\"message\":\"no\"}"));

        assertThatThrownBy(() -> upload(1))
                .hasMessage("no")
                .extracting(e -> ((Refusal) e).kind())
                .isEqualTo(Refusal.Kind.TOO_LARGE);
    }
}
