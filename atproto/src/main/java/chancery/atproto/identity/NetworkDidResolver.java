package chancery.atproto.identity;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Asks the directory for did:plc and the host itself for did:web.
public final class NetworkDidResolver implements DidResolver {
    private final PlcDirectory directory;
    private final Fetch fetch;
    private final DidWeb.Loopback loopback;
    private final ResolveLimits limits;

    public NetworkDidResolver(
            PlcDirectory directory, Fetch fetch, DidWeb.Loopback loopback, ResolveLimits limits) {
        this.directory = directory;
        this.fetch = fetch;
        this.loopback = loopback;
        this.limits = limits;
    }

    @Override
    public Optional<DidDocument> resolve(Did did) {
        if (DidPlc.valid(did)) {
            return directory.document(did);
        }
        return DidWeb.document(did, loopback).flatMap(uri -> ask(did, uri));
    }

    private Optional<DidDocument> ask(Did did, URI uri) {
        Fetch.Answer answer = fetch.send(request(uri));
        return switch (answer.status()) {
            case 200 -> Optional.of(read(did, uri, answer.body()));
            case 404, 410 -> Optional.empty();
            default -> throw new FetchException(uri.getHost() + " answered " + answer.status());
        };
    }

    private Fetch.Request request(URI uri) {
        return new Fetch.Request(
                "GET",
                uri,
                Map.of("accept", "application/did+ld+json,application/json"),
                new byte[0],
                limits.timeout(),
                limits.documentBytesMax(),
                0);
    }

    private static DidDocument read(Did did, URI uri, byte[] body) {
        try {
            DidDocument document = DidDocument.parse(body);
            if (document.id().equals(did)) {
                return document;
            }
        } catch (SyntaxException e) {
            throw new FetchException("the DID document of " + uri.getHost() + " is malformed", e);
        }
        throw new FetchException("the DID document of " + uri.getHost() + " is of another DID");
    }
}
