package chancery.appview.http.page;

import chancery.appview.caller.Allowance;

import java.net.URI;
import java.util.Optional;

/// What an installation says of itself that does not change while it runs.
///
/// @param version of the program
/// @param backend the engine of the index, `sqlite` or `postgres`
/// @param usual what a client may ask for that has no rates of its own, as it is configured
public record Facts(
        String version,
        String backend,
        Optional<URI> jetstream,
        Optional<URI> relay,
        URI plc,
        Allowance usual) {}
