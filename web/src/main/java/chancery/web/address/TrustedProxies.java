package chancery.web.address;

import chancery.atproto.syntax.SyntaxException;

import java.net.InetAddress;
import java.util.List;

/// Finds the client behind proxies whose word counts; other peers speak for themselves alone.
public record TrustedProxies(List<AddressRange> ranges) {
    /// Believes nobody.
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int HOPS_MAX = 16;

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /// The right-most hop that is not a trusted proxy.
    ///
    /// @param forwardedFor the header `X-Forwarded-For`, its fields joined by commas
    public InetAddress client(InetAddress peer, String forwardedFor) {
        InetAddress client = peer;
        int end = forwardedFor.length();
        for (int hop = 0; hop < HOPS_MAX && end > 0 && trusted(client); hop++) {
            int comma = forwardedFor.lastIndexOf(',', end - 1);
            String text = forwardedFor.substring(comma + 1, end).strip();
            end = Math.max(comma, 0);
            try {
                client = AddressRange.literal(text);
            } catch (SyntaxException _) {
                return client;
            }
        }
        return client;
    }

    /// Whether this peer's word about others counts.
    public boolean trusted(InetAddress peer) {
        return ranges.stream().anyMatch(range -> range.contains(peer));
    }
}
