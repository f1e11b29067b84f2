package chancery.appview.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.dpop.ProofMaker;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.remote.Clock;
import chancery.appview.remote.Stage;
import chancery.appview.session.ProvenFetch.Call;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

final class ProvenFetchTest {
    private static final URI AT = URI.create("https://pds.example/xrpc/a.b.c?x=y");

    private static final int NONCES = ProvenFetch.NONCES_MAX + 10;

    private final PrivateKey key = PrivateKey.generate(Curve.P256, new Random(1));
    private final List<Fetch.Request> sent = new ArrayList<>();

    private ProvenFetch fetch(Function<Fetch.Request, Fetch.Answer> world) {
        Fetch fetch =
                request -> {
                    sent.add(request);
                    return world.apply(request);
                };
        return new ProvenFetch(fetch, new ProofMaker(new Clock(), new Random(2)), Stage.LIMITS);
    }

    private static Fetch.Answer answer(int status, Map<String, String> headers) {
        return new Fetch.Answer(status, headers, new byte[0]);
    }

    private Json.Members claims(int index) {
        String proof = Objects.requireNonNull(sent.get(index).headers().get("DPoP"));
        byte[] part = Base64.getUrlDecoder().decode(proof.split("\\.", -1)[1]);
        return JsonText.parseObject(new String(part, StandardCharsets.UTF_8));
    }

    @Test
    void sendsTokenAndProofWithinLimits() {
        fetch(_ -> answer(200, Map.of())).send(key, Call.get(AT, "t"));

        Fetch.Request request = sent.getFirst();
        assertThat(request.headers()).containsEntry("Authorization", "DPoP t");
        assertThat(request.timeout()).isEqualTo(Stage.LIMITS.exchange());
        assertThat(request.answerBytesMax()).isEqualTo(Stage.LIMITS.answerBytes());
        assertThat(request.redirectsMax()).isZero();
        assertThat(claims(0).text("htu")).hasValue("https://pds.example/xrpc/a.b.c");
        assertThat(claims(0).contains("nonce")).isFalse();
    }

    @Test
    void asksAgainOnlyWithANewNonce() {
        ProvenFetch fetch = fetch(_ -> answer(401, Map.of("dpop-nonce", "n")));

        assertThat(fetch.send(key, Call.get(AT, "t")).status()).isEqualTo(401);
        assertThat(sent).hasSize(2);
        fetch.send(key, Call.get(AT, "t"));
        assertThat(sent).hasSize(3);
        assertThat(claims(2).text("nonce")).hasValue("n");
        assertThat(claims(1).text("jti")).isNotEqualTo(claims(2).text("jti"));
    }

    @Test
    void asksNotAgainAfterOtherAnswers() {
        fetch(_ -> answer(500, Map.of("dpop-nonce", "n"))).send(key, Call.get(AT, "t"));
        fetch(_ -> answer(401, Map.of())).send(key, Call.get(AT, "t"));
        fetch(_ -> answer(401, Map.of("dpop-nonce", "n".repeat(1_025))))
                .send(key, Call.get(AT, "t"));

        assertThat(sent).hasSize(3);
    }

    @Test
    void keepsNoncesOfHostsAndIssuersApart() {
        ProvenFetch fetch = fetch(_ -> answer(200, Map.of("dpop-nonce", "n")));

        fetch.send(key, Call.get(AT, "t"));
        fetch.send(key, new Call("POST", AT, Optional.empty(), "", new byte[0]));

        assertThat(claims(1).contains("nonce")).isFalse();
    }

    @Test
    void remembersNoncesOfSoManyServers() {
        ProvenFetch fetch = fetch(_ -> answer(200, Map.of("dpop-nonce", "n")));

        for (int i = 0; i < NONCES; i++) {
            fetch.send(key, Call.get(URI.create("https://h" + i + ".example/"), "t"));
        }

        assertThat(fetch.remembered()).isLessThanOrEqualTo(ProvenFetch.NONCES_MAX);
    }

    @Test
    void tellsThatNobodyAnswers() {
        ProvenFetch fetch =
                fetch(
                        _ -> {
                            throw new FetchException("not in the public internet: pds.example");
                        });

        assertThatThrownBy(() -> fetch.send(key, Call.get(AT, "t")))
                .isInstanceOf(Refusal.class)
                .hasMessage("upstream request failed: not in the public internet: pds.example")
                .extracting(e -> ((Refusal) e).kind())
                .isEqualTo(Refusal.Kind.UPSTREAM_FAILED);
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Call.get(AT, "secret").toString()).doesNotContain("secret");
    }
}
