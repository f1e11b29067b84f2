package chancery.appview.feed;

import chancery.atproto.net.FetchException;

import java.net.URI;
import java.util.Locale;

/// Addresses of streams.
public final class Addresses {
    private Addresses() {}

    /// The stream at this path of a server.
    ///
    /// @param origin with the scheme of the web or of websockets
    /// @throws FetchException when it has another one
    public static URI stream(URI origin, String path) {
        String scheme = origin.getScheme() == null ? "" : origin.getScheme();
        String stream =
                switch (scheme.toLowerCase(Locale.ROOT)) {
                    case "https", "wss" -> "wss";
                    case "http", "ws" -> "ws";
                    default -> throw new FetchException("not the address of a stream");
                };
        String text = origin.toString().substring(scheme.length());
        String whole = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return URI.create(stream + (whole.endsWith(path) ? whole : whole + path));
    }
}
