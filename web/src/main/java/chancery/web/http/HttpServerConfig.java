package chancery.web.http;

import chancery.web.WebLimits;
import chancery.web.address.TrustedProxies;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Where the server listens and whom it believes.
///
/// @param listen addresses; all with port 0 get the same free port
/// @param proxies whose `X-Forwarded-For` counts
public record HttpServerConfig(
        List<InetSocketAddress> listen,
        TrustedProxies proxies,
        Protocols protocols,
        AccessLogging accessLogging,
        WebLimits limits) {
    /// Which protocols are spoken on a connection.
    public enum Protocols {
        HTTP_1_1,
        /// HTTP/2 without TLS as well, for a proxy in front that speaks it.
        HTTP_1_1_AND_H2C
    }

    /// Whether requests are logged.
    public enum AccessLogging {
        ON,
        OFF
    }

    public HttpServerConfig {
        listen = List.copyOf(listen);
    }

    /// Both loopback addresses and nothing else; port 0 for a free one.
    public static HttpServerConfig loopback(int port) {
        return new HttpServerConfig(
                List.of(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                        new InetSocketAddress(InetAddress.ofLiteral("::1"), port)),
                TrustedProxies.NONE,
                Protocols.HTTP_1_1,
                AccessLogging.ON,
                WebLimits.STANDARD);
    }

    public HttpServerConfig with(WebLimits other) {
        return new HttpServerConfig(listen, proxies, protocols, accessLogging, other);
    }

    public HttpServerConfig with(AccessLogging other) {
        return new HttpServerConfig(listen, proxies, protocols, other, limits);
    }

    public HttpServerConfig with(TrustedProxies other) {
        return new HttpServerConfig(listen, other, protocols, accessLogging, limits);
    }
}
