package chancery.atproto.xrpc;

import chancery.atproto.crypto.PublicKey;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Decides whether a service token is believed: by its type, its time, for whom it is meant, and
/// by the key in its issuer's DID document, asked for again once when the known key does not fit.
/// Threads may share it.
public final class ServiceVerifier {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final String LABELER = "atproto_labeler";
    private static final String LABELER_KEY = "atproto_label";

    private final DidResolver resolver;
    private final InstantSource clock;

    public ServiceVerifier(DidResolver resolver, InstantSource clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    /// Whether the issuer of this token asks one of `audiences` for `method`.
    ///
    /// @throws FetchException when the issuer's document cannot be had
    public ServiceVerdict verify(String text, Set<ServiceReference> audiences, Nsid method) {
        if (text.isEmpty()) {
            return refused("MissingJwt", "missing jwt");
        }
        SignedToken signed;
        try {
            signed = SignedToken.parse(text);
        } catch (SyntaxException e) {
            return refused("BadJwt", "poorly formatted jwt");
        }
        return objection(signed, audiences, method)
                .<ServiceVerdict>map(refused -> refused)
                .orElseGet(() -> believe(signed));
    }

    private Optional<ServiceVerdict.Refused> objection(
            SignedToken signed, Set<ServiceReference> audiences, Nsid method) {
        ServiceToken token = signed.token();
        Instant now = clock.instant();
        if (!signed.type().isEmpty() && !signed.type().equals("JWT")) {
            return Optional.of(refused("BadJwtType", "jwt has the wrong type"));
        }
        if (!now.isBefore(token.expiresAt())) {
            return Optional.of(refused("JwtExpired", "jwt expired"));
        }
        if (token.issuedAt().isAfter(now.plus(SKEW))) {
            return Optional.of(refused("BadJwt", "jwt is from the future"));
        }
        if (!audiences.contains(token.audience())) {
            return Optional.of(
                    refused("BadJwtAudience", "jwt audience does not match service did"));
        }
        return token.method().filter(method::equals).isPresent()
                ? Optional.empty()
                : Optional.of(wrongMethod(token, method));
    }

    private static ServiceVerdict.Refused wrongMethod(ServiceToken token, Nsid method) {
        String found =
                token.method()
                        .map(_ -> "bad jwt lexicon method (\"lxm\"). must match: ")
                        .orElse("missing jwt lexicon method (\"lxm\"). must match: ");
        return refused("BadJwtLexiconMethod", found + method.value());
    }

    private ServiceVerdict believe(SignedToken signed) {
        ServiceToken token = signed.token();
        Optional<String> name = keyName(token.issuer());
        if (name.isEmpty()) {
            return refused("UntrustedIss", "jwt issuer is of an unknown kind");
        }
        Optional<PublicKey> known = key(resolver.resolve(token.issuer().did()), name.get());
        if (known.filter(signed::signedBy).isPresent()) {
            return new ServiceVerdict.Believed(token);
        }
        Optional<PublicKey> fresh = key(resolver.refresh(token.issuer().did()), name.get());
        if (!fresh.equals(known) && fresh.filter(signed::signedBy).isPresent()) {
            return new ServiceVerdict.Believed(token);
        }
        return refused("BadJwtSignature", "jwt signature does not match jwt issuer");
    }

    private static Optional<String> keyName(ServiceReference issuer) {
        if (issuer.service().isEmpty()) {
            return Optional.of(DidDocument.SIGNING_KEY);
        }
        return issuer.service().filter(LABELER::equals).map(_ -> LABELER_KEY);
    }

    private static Optional<PublicKey> key(Optional<DidDocument> document, String name) {
        return document.flatMap(found -> found.key(name));
    }

    private static ServiceVerdict.Refused refused(String error, String message) {
        return new ServiceVerdict.Refused(error, message);
    }
}
