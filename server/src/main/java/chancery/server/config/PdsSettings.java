package chancery.server.config;

import chancery.atproto.syntax.Did;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The personal data server.
public record PdsSettings(
        URI publicUrl,
        Did serviceDid,
        List<String> handleDomains,
        Optional<Secret> adminPassword,
        Optional<String> contactEmail,
        Optional<URI> privacyPolicyUrl,
        Optional<URI> termsOfServiceUrl) {
    private static final int PASSWORD_LENGTH_MIN = 12;
    private static final URI NOWHERE = URI.create("https://pds.invalid");

    public PdsSettings {
        handleDomains = List.copyOf(handleDomains);
    }

    static PdsSettings read(Values values, Mode mode, int port) {
        URI url =
                switch (mode) {
                    case DEV -> URI.create("http://localhost:" + port);
                    case SERVE -> publicUrl(values);
                };
        Did did = values.did(Keys.PDS_SERVICE_DID).orElse(Did.parse("did:web:" + url.getHost()));
        return new PdsSettings(
                url,
                did,
                domains(values, mode, url),
                password(values, mode),
                values.optional(Keys.PDS_CONTACT_EMAIL),
                values.url(Keys.PDS_PRIVACY_POLICY_URL),
                values.url(Keys.PDS_TERMS_OF_SERVICE_URL));
    }

    private static URI publicUrl(Values values) {
        Optional<String> given = values.given(Keys.PDS_PUBLIC_URL);
        if (given.isEmpty()) {
            values.fault(Keys.PDS_PUBLIC_URL, "is missing: where do clients reach this server?");
            return NOWHERE;
        }
        URI url = values.url(Keys.PDS_PUBLIC_URL).orElse(NOWHERE);
        if (!url.getScheme().equals("https")) {
            values.fault(Keys.PDS_PUBLIC_URL, "is not https");
        }
        if (!url.getRawPath().isEmpty() || url.getRawQuery() != null) {
            values.fault(Keys.PDS_PUBLIC_URL, "has a path; it is an origin");
        }
        return url;
    }

    private static List<String> domains(Values values, Mode mode, URI url) {
        if (mode == Mode.SERVE && values.given(Keys.PDS_HANDLE_DOMAINS).isEmpty()) {
            return List.of("." + url.getHost());
        }
        List<String> domains = values.list(Keys.PDS_HANDLE_DOMAINS);
        for (String domain : domains) {
            if (!domain.startsWith(".") || domain.length() < 2) {
                values.fault(Keys.PDS_HANDLE_DOMAINS, "'" + domain + "' has no leading dot");
            }
        }
        return domains;
    }

    private static Optional<Secret> password(Values values, Mode mode) {
        Optional<Secret> password = values.secret(Keys.PDS_ADMIN_PASSWORD);
        boolean weak =
                password.filter(secret -> secret.reveal().length() < PASSWORD_LENGTH_MIN)
                        .isPresent();
        if (mode == Mode.SERVE && weak) {
            values.fault(
                    Keys.PDS_ADMIN_PASSWORD,
                    "is shorter than " + PASSWORD_LENGTH_MIN + " characters");
        }
        return password;
    }
}
