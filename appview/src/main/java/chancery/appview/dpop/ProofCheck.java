package chancery.appview.dpop;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Sha256;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks that a request was made by the holder of a key, with the texts that clients know.
public final class ProofCheck {
    private final Supplier<? extends Collection<URI>> addresses;
    private final ReplayGuard replays;
    private final AppViewLimits.Sessions limits;
    private final InstantSource clock;

    /// @param addresses under which this server is reached
    public ProofCheck(
            Supplier<? extends Collection<URI>> addresses,
            ReplayGuard replays,
            AppViewLimits.Sessions limits,
            InstantSource clock) {
        this.addresses = addresses;
        this.replays = replays;
        this.limits = limits;
        this.clock = clock;
    }

    /// A request that is to be proven.
    ///
    /// @param path decoded, without query
    /// @param token the access token that came along
    public record Shown(String verb, String path, String token, String proof) {
        /// Leaves out what is secret.
        @Override
        public String toString() {
            return "Shown[" + verb + " " + path + "]";
        }
    }

    /// Returns when the holder of this key made the request, now, for the first time.
    ///
    /// @throws Refusal otherwise
    public void require(Shown shown, String thumbprint) {
        Proof proof = parse(shown.proof());
        Json.Members claims = proof.claims();
        requireTarget(claims, shown);
        Instant issued = requireTime(claims);
        requireToken(claims, shown.token());
        String id = requireId(claims);
        if (!Jwk.thumbprint(proof.key()).equals(thumbprint)) {
            throw refused("DPoP proof key does not match session");
        }
        if (!proof.signedByItsKey()) {
            throw refused("DPoP proof signature verification failed");
        }
        // It is believed until `issued + skew`; one second more than that, in case of fractions.
        Instant until = issued.plus(limits.skew()).plusSeconds(1);
        if (!replays.use(thumbprint, id, until)) {
            throw refused("DPoP proof has already been used");
        }
    }

    private Proof parse(String text) {
        try {
            return Proof.parse(text, limits.proofMax());
        } catch (SyntaxException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private void requireTarget(Json.Members claims, Shown shown) {
        String verb = claims.text("htm").orElseThrow(() -> refused("DPoP proof missing htm claim"));
        if (!verb.equalsIgnoreCase(shown.verb())) {
            throw refused("DPoP proof htm mismatch");
        }
        String target =
                claims.text("htu").orElseThrow(() -> refused("DPoP proof missing htu claim"));
        if (!here(target, shown.path())) {
            throw refused("DPoP proof htu mismatch");
        }
    }

    private boolean here(String target, String path) {
        URI uri;
        try {
            uri = new URI(target);
        } catch (URISyntaxException _) {
            return false;
        }
        Optional<Origin> origin = Origin.of(uri);
        return origin.isPresent()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && path.equals(uri.getPath())
                && addresses.get().stream().map(Origin::of).anyMatch(origin::equals);
    }

    private Instant requireTime(Json.Members claims) {
        double issued =
                claims.number("iat").orElseThrow(() -> refused("DPoP proof missing iat claim"));
        Instant now = clock.instant();
        double age = now.getEpochSecond() - issued;
        if (!(Math.abs(age) <= limits.skew().toSeconds())) {
            throw refused("DPoP proof expired or too far in the future");
        }
        return now.minus(Duration.ofSeconds((long) Math.floor(age)));
    }

    private static void requireToken(Json.Members claims, String token) {
        String hash =
                claims.text("ath")
                        .orElseThrow(() -> refused("DPoP proof missing required ath claim"));
        if (!hash.equals(tokenHash(token))) {
            throw refused("DPoP proof ath mismatch");
        }
    }

    private String requireId(Json.Members claims) {
        String id = claims.text("jti").orElse("");
        if (id.isEmpty() || id.length() > limits.idMax()) {
            throw refused("DPoP proof missing jti claim");
        }
        return id;
    }

    /// The hash of an access token that proofs carry.
    static String tokenHash(String token) {
        return Base64Url.encode(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static Refusal refused(String message) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, "", message);
    }
}
