package chancery.web.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Under which key a client's address counts: an IPv4 address itself, an IPv6 address by its /64,
/// because a single host has all of that.
public record AddressKey(String value) {
    private static final int V6_BYTES = 8;

    public static AddressKey of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new AddressKey(
                bytes.length == 4
                        ? address.getHostAddress()
                        : HexFormat.of().formatHex(Arrays.copyOf(bytes, V6_BYTES)));
    }
}
