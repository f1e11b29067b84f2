package chancery.web.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which addresses belong to the public internet: global unicast, and, where an address carries
/// another inside, that one as well. Source: the IANA special-purpose address registries.
public final class PublicInternet {
    private static final List<AddressRange> SPECIAL =
            Stream.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.31.196.0/24",
                            "192.52.193.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "192.175.48.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/3")
                    .map(AddressRange::parse)
                    .toList();

    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

    /// Inside 2000::/3 and still not for us: Teredo and the other protocol assignments, both
    /// documentation blocks, 6to4, and the segment routing block.
    private static final List<AddressRange> SPECIAL_V6 =
            Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16")
                    .map(AddressRange::parse)
                    .toList();

    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private PublicInternet() {}

    /// Whether a request may go to this address.
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return SPECIAL.stream().noneMatch(range -> range.contains(address));
        }
        Optional<InetAddress> inner = translated(address, bytes);
        if (inner.isPresent()) {
            return contains(inner.get());
        }
        return GLOBAL_V6.contains(address)
                && SPECIAL_V6.stream().noneMatch(range -> range.contains(address));
    }

    /// The IPv4 address a translator would send to.
    private static Optional<InetAddress> translated(InetAddress address, byte[] bytes) {
        if (!NAT64.contains(address)) {
            return Optional.empty();
        }
        return Optional.of(
                AddressRange.literal(
                        (bytes[12] & 0xff)
                                + "."
                                + (bytes[13] & 0xff)
                                + "."
                                + (bytes[14] & 0xff)
                                + "."
                                + (bytes[15] & 0xff)));
    }
}
