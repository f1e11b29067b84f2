package chancery.server.config;

import chancery.web.address.AddressRange;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// The public door.
public record HttpConfig(
        List<InetSocketAddress> listen,
        List<AddressRange> trustedProxies,
        boolean accessLog,
        int requestsMax,
        Duration drain) {
    public HttpConfig {
        listen = List.copyOf(listen);
        trustedProxies = List.copyOf(trustedProxies);
    }

    static HttpConfig read(Values values) {
        List<InetSocketAddress> listen = values.addresses(Keys.HTTP_LISTEN);
        if (listen.isEmpty()) {
            values.fault(Keys.HTTP_LISTEN, "names no address");
        }
        return new HttpConfig(
                listen,
                values.parsedList(
                        Keys.HTTP_TRUSTED_PROXIES,
                        AddressRange::parse,
                        "an address range such as 10.0.0.0/8"),
                values.flag(Keys.HTTP_ACCESS_LOG),
                values.number(Keys.HTTP_REQUESTS_MAX, 1, 1_000_000),
                values.duration(Keys.HTTP_DRAIN));
    }
}
