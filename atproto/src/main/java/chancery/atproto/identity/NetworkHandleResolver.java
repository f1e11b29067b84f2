package chancery.atproto.identity;

import chancery.atproto.net.Dns;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks DNS, then the host itself. DNS wins; names that say two things say nothing.
public final class NetworkHandleResolver implements HandleResolver {
    private static final String TXT_PREFIX = "did=";

    private final Dns dns;
    private final Fetch fetch;
    private final ResolveLimits limits;

    public NetworkHandleResolver(Dns dns, Fetch fetch, ResolveLimits limits) {
        this.dns = dns;
        this.fetch = fetch;
        this.limits = limits;
    }

    @Override
    public Optional<Did> resolve(Handle handle) {
        if (ReservedTlds.contain(handle)) {
            return Optional.empty();
        }
        List<String> claims = claims(handle);
        if (claims.size() > 1) {
            return Optional.empty();
        }
        return claims.isEmpty() ? ask(handle) : did(claims.getFirst());
    }

    /// The values in DNS; none when no name server answers, because the host may still do so.
    private List<String> claims(Handle handle) {
        try {
            return dns.txt("_atproto." + handle.value()).stream()
                    .filter(text -> text.startsWith(TXT_PREFIX))
                    .map(text -> text.substring(TXT_PREFIX.length()))
                    .distinct()
                    .toList();
        } catch (FetchException e) {
            return List.of();
        }
    }

    private Optional<Did> ask(Handle handle) {
        Fetch.Answer answer = fetch.send(request(handle));
        return answer.status() == 200 ? did(firstLine(answer.body())) : Optional.empty();
    }

    private Fetch.Request request(Handle handle) {
        return new Fetch.Request(
                "GET",
                URI.create("https://" + handle.value() + "/.well-known/atproto-did"),
                Map.of("accept", "text/plain"),
                new byte[0],
                limits.timeout(),
                limits.documentBytesMax(),
                limits.handleRedirectsMax());
    }

    private static String firstLine(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /// The DID of this text, of a method of the network.
    private static Optional<Did> did(String text) {
        return Optional.of(text)
                .filter(Did::valid)
                .map(Did::parse)
                .filter(did -> did.method().equals("plc") || did.method().equals("web"));
    }
}
