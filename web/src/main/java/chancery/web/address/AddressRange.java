package chancery.web.address;

import chancery.atproto.syntax.SyntaxException;

import java.net.InetAddress;
import java.util.Arrays;

/// A block of IP addresses, `10.0.0.0/8` or `fc00::/7`; a single address is a block of its own.
public final class AddressRange {
    private final byte[] prefix;
    private final int bits;

    private AddressRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] prefix = literal(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int bits = slash < 0 ? prefix.length * 8 : number(text, slash + 1);
        if (bits > prefix.length * 8) {
            throw SyntaxException.of("address range", text);
        }
        return new AddressRange(prefix, bits);
    }

    /// The address these characters spell; never asks a name server.
    static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException malformed) {
            throw SyntaxException.of("IP address", text);
        }
    }

    private static int number(String text, int from) {
        try {
            int bits = Integer.parseInt(text, from, text.length(), 10);
            if (bits >= 0) {
                return bits;
            }
        } catch (NumberFormatException _) {
            // Falls through to the one message.
        }
        throw SyntaxException.of("address range", text);
    }

    /// Whether the address is in this block. Addresses of the other family never are.
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(prefix, 0, whole, bytes, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((prefix[whole] ^ bytes[whole]) & 0xff) >>> (8 - rest) == 0;
    }
}
