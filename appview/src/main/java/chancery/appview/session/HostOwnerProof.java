package chancery.appview.session;

import chancery.appview.dpop.Origin;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.session.ProvenFetch.Call;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Asks the host of the account, which the account's DID document names, whose token it is.
public final class HostOwnerProof implements OwnerProof {
    private static final String SESSION = "com.atproto.server.getSession";

    private final DidResolver dids;
    private final ProvenFetch fetch;

    public HostOwnerProof(DidResolver dids, ProvenFetch fetch) {
        this.dids = dids;
        this.fetch = fetch;
    }

    @Override
    public Optional<URI> require(Claim claim) {
        URI host = host(claim);
        Fetch.Answer answer =
                fetch.send(claim.key(), Call.get(Hosts.method(host, SESSION), claim.token()));
        if (answer.status() != 200) {
            throw answer.status() >= 500
                    ? failed("the PDS of " + claim.did() + " does not say whose token it is")
                    : unauthenticated(
                            "the access token was not accepted by the PDS of " + claim.did());
        }
        if (!owner(answer).equals(Optional.of(claim.did().value()))) {
            throw unauthenticated("the access token does not belong to " + claim.did());
        }
        return Optional.of(host);
    }

    private static Optional<String> owner(Fetch.Answer answer) {
        try {
            Json.Members session =
                    JsonText.parseObject(new String(answer.body(), StandardCharsets.UTF_8));
            return session.text("did");
        } catch (SyntaxException _) {
            return Optional.empty();
        }
    }

    /// The host that the DID document names; what the application says has to agree with it.
    private URI host(Claim claim) {
        URI known = Hosts.of(dids, claim.did());
        if (claim.pds().isEmpty() || same(claim.pds().get(), known)) {
            return known;
        }
        URI fresh = refreshed(claim.did()).orElse(known);
        if (!same(claim.pds().get(), fresh)) {
            throw new Refusal(Refusal.Kind.INVALID, "", "pds_url is not the PDS of " + claim.did());
        }
        return fresh;
    }

    private Optional<URI> refreshed(Did did) {
        try {
            return dids.refresh(did).flatMap(DidDocument::pds);
        } catch (FetchException _) {
            return Optional.empty();
        }
    }

    private static boolean same(URI one, URI other) {
        return Origin.of(one).isPresent() && Origin.of(one).equals(Origin.of(other));
    }

    private static Refusal unauthenticated(String message) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, "", message);
    }

    private static Refusal failed(String message) {
        return new Refusal(Refusal.Kind.UPSTREAM_FAILED, "", message);
    }
}
