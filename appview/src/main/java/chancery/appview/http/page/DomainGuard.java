package chancery.appview.http.page;

import chancery.appview.domain.Domain;
import chancery.appview.domain.Domains;
import chancery.web.http.Handler;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lets requests through that name a host of this installation. The header `Host` alone counts:
/// `X-Forwarded-Host` can be sent by anybody, and a proxy in front can keep the host as it is.
public final class DomainGuard {
    private static final int MISDIRECTED = 421;

    private final Domains domains;

    public DomainGuard(Domains domains) {
        this.domains = domains;
    }

    /// The same handler for the hosts of this installation; 421 for others.
    public Handler guard(Handler handler) {
        return request -> find(request).isPresent() ? handler.handle(request) : misdirected();
    }

    /// The same mount for the hosts of this installation; 421 for others.
    public Mount guard(Mount mount) {
        return new Mount(
                mount.path(),
                mount.prefix(),
                mount.verbs(),
                mount.door(),
                mount.credentials(),
                mount.cors(),
                mount.bodyBytesMax(),
                mount.failed(),
                guard(mount.handler()));
    }

    /// The domain that a request names.
    public Optional<Domain> find(Request request) {
        return domains.find(host(request.header("host").orElse("")));
    }

    /// The domain that a request names; the primary for others.
    Domain of(Request request) {
        return find(request).orElseGet(domains::primary);
    }

    /// A host without its port.
    static String host(String header) {
        int colon = header.lastIndexOf(':');
        boolean port = colon > header.lastIndexOf(']');
        return port ? header.substring(0, colon) : header;
    }

    private static Response misdirected() {
        return Response.of(
                MISDIRECTED,
                "text/plain; charset=utf-8",
                "Unknown host".getBytes(StandardCharsets.UTF_8));
    }
}
