package chancery.appview;

import chancery.appview.caller.Allowance;
import chancery.atproto.syntax.Did;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the AppView is set up.
///
/// @param publicUrl the origin of the primary domain
/// @param version of the program
/// @param plcUrl shown to clients
/// @param serviceDid the name of the service
/// @param sources where records of elsewhere come from
/// @param administrators accounts that are super-users from the start
/// @param fallbacks for settings that nobody set while the server ran, by their keys
/// @param rates of clients that have none of their own
/// @param heapBytes memory of the process, of which scripts have their part
/// @param development what only the development mode has
public record AppViewConfig(
        String version,
        URI publicUrl,
        URI plcUrl,
        Did serviceDid,
        Sources sources,
        List<Did> administrators,
        Map<String, String> fallbacks,
        Allowance rates,
        long heapBytes,
        Optional<Development> development) {
    /// What a client of the development mode may ask for: as good as anything.
    private static final Allowance UNLIMITED = new Allowance(1_000_000, 1_000_000);

    public AppViewConfig {
        administrators = List.copyOf(administrators);
        fallbacks = Map.copyOf(fallbacks);
    }

    /// What a client may ask for that has no rates of its own.
    public Allowance allowance() {
        return development.isPresent() ? UNLIMITED : rates;
    }

    /// Where records of elsewhere come from.
    ///
    /// @param relay whose list of repositories backfills use
    /// @param feed which of them is followed
    public record Sources(Optional<URI> relay, Optional<URI> jetstream, Feed feed) {}

    /// What is followed.
    public enum Feed {
        JETSTREAM,
        RELAY,
        NONE
    }

    /// What only the development mode has.
    ///
    /// @param token the bearer of which is a super-user
    /// @param clientKey an API client that is there from the start
    public record Development(String token, String clientKey) {}
}
