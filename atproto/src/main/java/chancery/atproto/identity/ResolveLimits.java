package chancery.atproto.identity;

import java.time.Duration;

/// What asking the network for an identity may cost at most.
///
/// @param timeout for each request
/// @param documentBytesMax of a DID document or the answer to a handle
/// @param historyBytesMax of the history of one did:plc account
/// @param handleRedirectsMax redirects followed when a handle is asked for by HTTPS
public record ResolveLimits(
        Duration timeout, int documentBytesMax, int historyBytesMax, int handleRedirectsMax) {
    public static final ResolveLimits STANDARD =
            new ResolveLimits(Duration.ofSeconds(3), 64 * 1024, 2 * 1024 * 1024, 1);
}
