package chancery.atproto.identity;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import java.net.URI;
import java.util.Optional;

/// Names of the did:web method, as far as the protocol allows them: a host name, no path, and a
/// port for `localhost` alone.
public final class DidWeb {
    private static final String PREFIX = "did:web:";
    private static final String DOCUMENT = "/.well-known/did.json";
    private static final String LOCALHOST = "localhost";
    private static final String PORT = "%3A";
    private static final int PORT_MAX = 65_535;

    /// Whether names of this machine are resolved, as development needs.
    public enum Loopback {
        REFUSED,
        ALLOWED
    }

    private DidWeb() {}

    /// Where the document of this DID is; empty when it is none of the method or may not be asked
    /// for.
    public static Optional<URI> document(Did did, Loopback loopback) {
        if (!did.value().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String host = did.value().substring(PREFIX.length());
        if (host.equals(LOCALHOST) || host.startsWith(LOCALHOST + PORT)) {
            return loopback == Loopback.ALLOWED ? local(host) : Optional.empty();
        }
        if (!Handle.valid(host) || ReservedTlds.contain(Handle.parse(host))) {
            return Optional.empty();
        }
        return Optional.of(URI.create("https://" + host + DOCUMENT));
    }

    private static Optional<URI> local(String host) {
        if (host.equals(LOCALHOST)) {
            return Optional.of(URI.create("http://" + LOCALHOST + DOCUMENT));
        }
        int port = port(host.substring(LOCALHOST.length() + PORT.length()));
        return port == 0
                ? Optional.empty()
                : Optional.of(URI.create("http://" + LOCALHOST + ":" + port + DOCUMENT));
    }

    /// The number of these digits; 0 when they are no port.
    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5) {
            return 0;
        }
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            port = port * 10 + (c - '0');
        }
        return port <= PORT_MAX ? port : 0;
    }
}
