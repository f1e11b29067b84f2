package chancery.web.egress;

import chancery.atproto.net.FetchException;
import chancery.web.address.PublicInternet;

import org.apache.hc.client5.http.DnsResolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/// Gives the client the addresses to connect to, and only after all of them were checked: what is
/// checked is what gets connected.
final class GuardedResolver implements DnsResolver {
    private final AddressSource source;
    private final Set<String> allow;

    GuardedResolver(AddressSource source, Set<String> allow) {
        this.source = source;
        this.allow = allow;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        boolean allowed = allow.contains(host + ":" + port);
        List<InetAddress> found = allowed ? allowedAddresses(host) : addresses(host);
        if (!allowed) {
            requirePublic(host, found);
        }
        return found.stream().map(address -> new InetSocketAddress(address, port)).toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> found = addresses(host);
        requirePublic(host, found);
        return found.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// What the operator allows may be spelled as an address, or as this machine.
    private List<InetAddress> allowedAddresses(String host) throws UnknownHostException {
        if (host.equals("localhost")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
        }
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return addresses(host);
        }
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> found = source.addresses(host);
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return found;
    }

    private static void requirePublic(String host, List<InetAddress> found) {
        if (!found.stream().allMatch(PublicInternet::contains)) {
            throw new FetchException("not in the public internet: " + host);
        }
    }
}
