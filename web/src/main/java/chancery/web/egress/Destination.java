package chancery.web.egress;

import chancery.atproto.net.FetchException;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Where a request goes, when its address may be spelled that way: `https`, a full host name of
/// letters, digits and hyphens, the default port; or a place that the operator allows.
///
/// @param allowed whether the operator allows it although it may be private
record Destination(String scheme, String host, int port, boolean allowed) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int HOST_MAX = 253;

    /// @param allow `host:port` of places that may be private
    static Destination of(URI uri, Set<String> allow) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http");
        if (!plain && !scheme.equals("https")) {
            throw new FetchException("only https addresses are reached");
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new FetchException("the address has no plain host name");
        }
        host = host.toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : plain ? HTTP : HTTPS;
        boolean allowed = allow.contains(host + ":" + port);
        if (!allowed) {
            requirePublic(plain, host, port);
        }
        return new Destination(scheme, host, port, allowed);
    }

    private static void requirePublic(boolean plain, String host, int port) {
        if (plain) {
            throw new FetchException("only https addresses are reached, not " + host);
        }
        if (port != HTTPS) {
            throw new FetchException("only the default port is reached of " + host);
        }
        if (!fullName(host)) {
            throw new FetchException("not a full host name: " + host);
        }
    }

    /// At least two labels of letters, digits and hyphens, the last of which begins with a letter:
    /// no spelling of an IP address is like that.
    private static boolean fullName(String host) {
        if (host.length() > HOST_MAX || host.indexOf('.') < 0) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= host.length(); i++) {
            char c = i == host.length() ? '.' : host.charAt(i);
            if (c == '.' && i == start) {
                return false;
            }
            if (c == '.') {
                start = i + 1;
            } else if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        char first = host.charAt(host.lastIndexOf('.') + 1);
        return first >= 'a' && first <= 'z';
    }
}
