package chancery.appview.dpop;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Where a server answers: scheme, host and port, in the one spelling in which two of the same
/// place are equal. All names of this machine for itself are one.
public record Origin(String scheme, String host, int port) {
    private static final String LOOPBACK = "localhost";
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// The origin of an address; empty when it has none that is spelled plainly.
    public static Optional<Origin> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? HTTPS : scheme.equals("http") ? HTTP : -1;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        return standard < 0
                ? Optional.empty()
                : Optional.of(new Origin(scheme, host(uri.getHost()), port));
    }

    private static String host(String host) {
        return switch (host.toLowerCase(Locale.ROOT)) {
            case "127.0.0.1", "[::1]", LOOPBACK -> LOOPBACK;
            case String other -> other;
        };
    }
}
