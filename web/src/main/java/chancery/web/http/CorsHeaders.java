package chancery.web.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// The one answer to scripts of other web sites.
final class CorsHeaders {
    private static final HttpField ORIGIN =
            new PreEncodedHttpField("Access-Control-Allow-Origin", "*");
    private static final HttpField EXPOSE =
            new PreEncodedHttpField(
                    "Access-Control-Expose-Headers",
                    "DPoP-Nonce, WWW-Authenticate, RateLimit-Limit, RateLimit-Remaining,"
                            + " RateLimit-Reset, RateLimit-Policy, Retry-After, atproto-repo-rev,"
                            + " atproto-content-labelers, x-request-id");

    private CorsHeaders() {}

    static void put(HttpFields.Mutable headers) {
        headers.add(ORIGIN);
        headers.add(EXPOSE);
    }

    /// The answer to a preflight, with the headers that the script wants to send.
    static Response preflight(Request request) {
        Response answer =
                Response.empty(204)
                        .with(
                                "access-control-allow-methods",
                                "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
                        .with("access-control-max-age", "86400")
                        .with("vary", "Access-Control-Request-Headers");
        return request.header("access-control-request-headers")
                .map(wanted -> answer.with("access-control-allow-headers", wanted))
                .orElse(answer);
    }
}
