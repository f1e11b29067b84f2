package chancery.atproto.xrpc;

import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/// What a service token says: for whom a call is made, to whom, until when.
///
/// @param method the one method the call may be; empty for any
/// @param id a random text, new in every token
public record ServiceToken(
        ServiceReference issuer,
        ServiceReference audience,
        Optional<Nsid> method,
        Instant issuedAt,
        Instant expiresAt,
        String id) {
    public ServiceToken {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /// The compact JSON Web Token, signed by the issuer's key.
    public String sign(PrivateKey key) {
        Value.Map header =
                Value.Map.builder().put("typ", "JWT").put("alg", key.curve().algorithm()).build();
        String signed = part(DagJson.write(header)) + "." + part(DagJson.write(claims()));
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + part(signature);
    }

    private Value.Map claims() {
        Value.Map.Builder claims =
                Value.Map.builder()
                        .put("iat", issuedAt.getEpochSecond())
                        .put("iss", issuer.toString())
                        .put("aud", audience.toString())
                        .put("exp", expiresAt.getEpochSecond())
                        .put("jti", id);
        method.ifPresent(nsid -> claims.put("lxm", nsid.value()));
        return claims.build();
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
