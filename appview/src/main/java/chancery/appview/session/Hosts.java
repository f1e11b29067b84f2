package chancery.appview.session;

import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;

import java.net.URI;
import java.util.Optional;

/// Where accounts live, and how the methods of their hosts are addressed.
final class Hosts {
    private Hosts() {}

    /// The host that the DID document names.
    static URI of(DidResolver dids, Did did) {
        Optional<DidDocument> document;
        try {
            document = dids.resolve(did);
        } catch (FetchException e) {
            throw new Refusal(Refusal.Kind.UPSTREAM_FAILED, "", "could not resolve " + did)
                    .with("cause", e);
        }
        return document.orElseThrow(() -> invalid("DID document not found for " + did))
                .pds()
                .orElseThrow(() -> invalid("no PDS in the DID document of " + did));
    }

    /// The address of a method of a host.
    static URI method(URI host, String nsid) {
        return URI.create(base(host) + "/xrpc/" + nsid);
    }

    /// The address of a document that a server keeps at a well-known place.
    static URI wellKnown(URI server, String name) {
        return URI.create(base(server) + "/.well-known/" + name);
    }

    private static String base(URI server) {
        String text = server.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, "", message);
    }
}
