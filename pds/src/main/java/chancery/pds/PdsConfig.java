package chancery.pds;

import chancery.atproto.syntax.Did;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Settings of the personal data server.
///
/// @param publicUrl where clients and other services reach it
/// @param serviceDid the name of the service, `did:web:<host>` as a rule
/// @param handleDomains domains under which handles are given, with their leading dot
/// @param adminPassword of the operator; no admin method works without one
/// @param contactEmail shown to clients
/// @param privacyPolicyUrl shown to clients
/// @param termsOfServiceUrl shown to clients
public record PdsConfig(
        URI publicUrl,
        Did serviceDid,
        List<String> handleDomains,
        Optional<String> adminPassword,
        Optional<String> contactEmail,
        Optional<URI> privacyPolicyUrl,
        Optional<URI> termsOfServiceUrl) {
    public PdsConfig {
        handleDomains = List.copyOf(handleDomains);
    }

    /// Names no secret.
    @Override
    public String toString() {
        return "PdsConfig[" + publicUrl + ", " + serviceDid + ", " + handleDomains + "]";
    }
}
