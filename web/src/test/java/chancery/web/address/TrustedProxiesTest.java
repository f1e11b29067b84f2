package chancery.web.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;

final class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(
                    List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1")));

    private static String client(String peer, String forwardedFor) {
        return PROXIES.client(InetAddress.ofLiteral(peer), forwardedFor).getHostAddress();
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, '9.9.9.9', 8.8.8.8",
        "10.0.0.1, '9.9.9.9', 9.9.9.9",
        "10.0.0.1, '1.1.1.1, 9.9.9.9', 9.9.9.9",
        "10.0.0.1, '9.9.9.9, 10.2.2.2', 9.9.9.9",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, 'evil', 10.0.0.1",
        "10.0.0.1, 'localhost', 10.0.0.1",
        "::1, '9.9.9.9', 9.9.9.9"
    })
    void findsTheRightMostHopThatIsNotTrusted(String peer, String header, String client) {
        assertThat(client(peer, header)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "100.64.0.0/10, 100.127.255.255, true",
        "100.64.0.0/10, 100.128.0.0, false",
        "fc00::/7, fdff::1, true",
        "fc00::/7, fe00::1, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "1.2.3.4, 1.2.3.5, false"
    })
    void knowsTheEdgesOfARange(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "localhost", "::/129"})
    void refusesMalformedRanges(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void countsAnIpv6HostByItsNetwork() {
        AddressKey one = AddressKey.of(InetAddress.ofLiteral("2001:db8:0:1::1"));
        AddressKey same = AddressKey.of(InetAddress.ofLiteral("2001:db8:0:1:ffff::2"));
        AddressKey other = AddressKey.of(InetAddress.ofLiteral("2001:db8:0:2::1"));

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }
}
