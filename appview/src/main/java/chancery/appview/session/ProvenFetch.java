package chancery.appview.session;

import chancery.appview.dpop.ProofMaker;
import chancery.appview.dpop.ProofMaker.Intent;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.web.Refusal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Requests to hosts and authorization servers, each with a fresh proof of the key that its token
/// is bound to. The nonces that servers ask for are remembered, and a request that a server answers
/// with a new one is sent once more.
public final class ProvenFetch {
    static final int NONCES_MAX = 1_000;
    private static final int NONCE_LENGTH_MAX = 1_024;

    private final Fetch fetch;
    private final ProofMaker proofs;
    private final AppViewLimits.Sessions limits;
    private final Cache<String, String> nonces =
            Caffeine.newBuilder().maximumSize(NONCES_MAX).build();

    public ProvenFetch(Fetch fetch, ProofMaker proofs, AppViewLimits.Sessions limits) {
        this.fetch = fetch;
        this.proofs = proofs;
        this.limits = limits;
    }

    /// A request.
    ///
    /// @param token empty for an authorization server, which issues it
    record Call(String verb, URI target, Optional<String> token, String contentType, byte[] body) {
        static Call get(URI target, String token) {
            return new Call("GET", target, Optional.of(token), "", new byte[0]);
        }

        static Call post(URI target, String token, String contentType, byte[] body) {
            return new Call("POST", target, Optional.of(token), contentType, body);
        }

        /// Leaves out what is secret.
        @Override
        public String toString() {
            return "Call[" + verb + " " + target.getHost() + "]";
        }
    }

    /// @throws Refusal when nobody answers
    Fetch.Answer send(PrivateKey key, Call call) {
        String server = server(call);
        Optional<String> known = Optional.ofNullable(nonces.getIfPresent(server));
        Fetch.Answer answer = exchange(key, call, known);
        Optional<String> told = learn(server, answer);
        boolean again =
                (answer.status() == 400 || answer.status() == 401)
                        && told.isPresent()
                        && !told.equals(known);
        if (!again) {
            return answer;
        }
        Fetch.Answer second = exchange(key, call, told);
        learn(server, second);
        return second;
    }

    /// Reads a document without proof.
    ///
    /// @throws Refusal when nobody answers
    Fetch.Answer read(URI target) {
        return sent(Fetch.Request.get(target, limits.exchange(), limits.answerBytes()));
    }

    private Fetch.Answer exchange(PrivateKey key, Call call, Optional<String> nonce) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "DPoP", proofs.make(key, new Intent(call.verb, call.target, call.token, nonce)));
        call.token.ifPresent(token -> headers.put("Authorization", "DPoP " + token));
        if (!call.contentType.isEmpty()) {
            headers.put("Content-Type", call.contentType);
        }
        headers.put("Accept", "application/json");
        return sent(
                new Fetch.Request(
                        call.verb,
                        call.target,
                        headers,
                        call.body,
                        limits.exchange(),
                        limits.answerBytes(),
                        0));
    }

    private Fetch.Answer sent(Fetch.Request request) {
        try {
            return fetch.send(request);
        } catch (FetchException e) {
            throw new Refusal(
                            Refusal.Kind.UPSTREAM_FAILED,
                            "",
                            "upstream request failed: " + e.getMessage())
                    .with("cause", e);
        }
    }

    private Optional<String> learn(String server, Fetch.Answer answer) {
        Optional<String> nonce =
                Optional.ofNullable(answer.headers().get("dpop-nonce"))
                        .filter(text -> !text.isEmpty() && text.length() <= NONCE_LENGTH_MAX);
        nonce.ifPresent(text -> nonces.put(server, text));
        return nonce;
    }

    /// Hosts and authorization servers have nonces of their own, even at one address.
    private static String server(Call call) {
        String role = call.token.isPresent() ? "resource " : "issuer ";
        return role + call.target.getScheme() + "://" + call.target.getRawAuthority();
    }

    /// How many servers' nonces are remembered.
    long remembered() {
        nonces.cleanUp();
        return nonces.estimatedSize();
    }
}
