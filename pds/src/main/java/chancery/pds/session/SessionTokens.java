package chancery.pds.session;

import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.auth.Scope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Access and refresh tokens as JWTs under HS256, with the types and claims that clients decode.
/// Tokens that were verified once are remembered, bounded, until they expire.
public final class SessionTokens {
    public static final Duration ACCESS_LIFE = Duration.ofHours(2);
    public static final Duration REFRESH_LIFE = Duration.ofDays(90);
    private static final String REFRESH_SCOPE = "com.atproto.refresh";
    private static final Set<String> OWN_TYPES = Set.of("at+jwt", "refresh+jwt");
    private static final int TOKEN_CHARS_MAX = 4_096;
    private static final int REMEMBERED_MAX = 20_000;
    private static final Map<String, Scope> SCOPES =
            Map.of(
                    "com.atproto.access", Scope.ACCESS,
                    "com.atproto.appPass", Scope.APP_PASSWORD,
                    "com.atproto.appPassPrivileged", Scope.APP_PASSWORD_PRIVILEGED,
                    "com.atproto.takendown", Scope.TAKENDOWN,
                    "com.atproto.signupQueued", Scope.SIGNUP_QUEUED);

    private final String audience;
    private final MACSigner signer;
    private final MACVerifier verifier;
    private final InstantSource clock;
    private final Cache<String, AccessGrant> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /// @param service the DID of this server, the audience of its tokens
    /// @param secret at least 32 bytes
    public SessionTokens(Did service, byte[] secret, InstantSource clock) {
        this.audience = service.value();
        this.clock = clock;
        try {
            this.signer = new MACSigner(secret);
            this.verifier = new MACVerifier(secret);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the secret of session tokens is too short", e);
        }
    }

    /// What an access token grants.
    public record AccessGrant(Did did, Scope scope, Instant expires) {}

    /// What a refresh token names; `expired` when only its time is over.
    public record RefreshGrant(Did did, String id, Instant expires) {}

    /// A new access token.
    public String access(Did did, Scope scope) {
        return sign("at+jwt", claims(did, ACCESS_LIFE).claim("scope", wire(scope)).build());
    }

    /// The refresh token of this id.
    public String refresh(Did did, String id) {
        JWTClaimsSet claims =
                claims(did, REFRESH_LIFE).claim("scope", REFRESH_SCOPE).jwtID(id).build();
        return sign("refresh+jwt", claims);
    }

    /// Whether this text says to be a token of a session, as against one of another service.
    public static boolean own(String token) {
        try {
            JOSEObjectType type = SignedJWT.parse(token).getHeader().getType();
            return type != null && OWN_TYPES.contains(type.getType());
        } catch (ParseException | IllegalArgumentException e) {
            return true;
        }
    }

    /// What this access token grants, now.
    public AccessGrant verifyAccess(String token) {
        AccessGrant grant = verified.getIfPresent(token);
        if (grant == null) {
            grant = readAccess(verify(token, "at+jwt"));
            verified.put(token, grant);
        }
        requireFresh(grant.expires());
        return grant;
    }

    /// What this refresh token names, now.
    public RefreshGrant verifyRefresh(String token) {
        RefreshGrant grant = verifyRefreshEvenExpired(token);
        requireFresh(grant.expires());
        return grant;
    }

    /// What this refresh token names, though its time may be over.
    public RefreshGrant verifyRefreshEvenExpired(String token) {
        JWTClaimsSet claims = verify(token, "refresh+jwt");
        if (!REFRESH_SCOPE.equals(claims.getClaim("scope")) || claims.getJWTID() == null) {
            throw malformed();
        }
        return new RefreshGrant(subject(claims), claims.getJWTID(), expiry(claims));
    }

    private JWTClaimsSet verify(String token, String type) {
        if (token.length() > TOKEN_CHARS_MAX) {
            throw unverified();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            boolean expected =
                    JWSAlgorithm.HS256.equals(header.getAlgorithm())
                            && header.getType() != null
                            && type.equals(header.getType().getType())
                            && header.getCriticalParams() == null;
            if (!expected || !jwt.verify(verifier)) {
                throw unverified();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!List.of(audience).equals(claims.getAudience())) {
                throw unverified();
            }
            return claims;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw unverified();
        }
    }

    private AccessGrant readAccess(JWTClaimsSet claims) {
        if (claims.getClaim("lxm") != null || claims.getClaim("cnf") != null) {
            throw malformed();
        }
        Scope scope =
                Optional.ofNullable(claims.getClaim("scope"))
                        .map(name -> SCOPES.get(name.toString()))
                        .orElseThrow(() -> Refusal.invalid("InvalidToken", "Bad token scope"));
        return new AccessGrant(subject(claims), scope, expiry(claims));
    }

    private void requireFresh(Instant expires) {
        if (!clock.instant().isBefore(expires)) {
            throw Refusal.invalid("ExpiredToken", "Token has expired");
        }
    }

    private JWTClaimsSet.Builder claims(Did did, Duration life) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .audience(audience)
                .subject(did.value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
    }

    private String sign(String type, JWTClaimsSet claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType(type)).build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 is always there", e);
        }
        return jwt.serialize();
    }

    private static Did subject(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || !Did.valid(subject)) {
            throw malformed();
        }
        return new Did(subject);
    }

    private static Instant expiry(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw malformed();
        }
        return expires.toInstant();
    }

    private static String wire(Scope scope) {
        return SCOPES.entrySet().stream()
                .filter(entry -> entry.getValue() == scope)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static Refusal unverified() {
        return Refusal.invalid("InvalidToken", "Token could not be verified");
    }

    private static Refusal malformed() {
        return Refusal.invalid("InvalidToken", "Malformed token");
    }
}
