package chancery.appview.client;

import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.limit.AppViewLimits;
import chancery.web.Refusal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// What a client may say about itself.
final class ClientRules {
    private static final long CAPACITY_MAX = 1_000_000_000;
    private static final double REFILL_MAX = 1e9;

    private final AppViewLimits.Clients limits;

    ClientRules(AppViewLimits.Clients limits) {
        this.limits = limits;
    }

    /// @throws Refusal when it may not say that
    void check(Profile profile, Rates rates) {
        text("name", profile.name());
        url("client_id_url", profile.url());
        url("client_uri", profile.uri());
        list("redirect_uris", profile.redirects());
        list("allowed_origins", profile.origins());
        if (profile.scopes().length() > limits.scopesMax()) {
            throw invalid("scopes is too long");
        }
        rates.capacity().ifPresent(ClientRules::capacity);
        rates.refill().ifPresent(ClientRules::refill);
    }

    private static void capacity(long capacity) {
        if (capacity < 1 || capacity > CAPACITY_MAX) {
            throw invalid("rate_limit_capacity must be a positive integer");
        }
    }

    private static void refill(double refill) {
        if (!(refill > 0) || refill > REFILL_MAX) {
            throw invalid("rate_limit_refill_rate must be a positive number");
        }
    }

    private void list(String name, List<String> items) {
        if (items.size() > limits.listMax()) {
            throw invalid(name + " has too many entries");
        }
        items.forEach(item -> text(name, item));
    }

    private void text(String name, String value) {
        if (value.isBlank()) {
            throw invalid(name + " must not be empty");
        }
        if (value.length() > limits.textMax()) {
            throw invalid(name + " is too long");
        }
    }

    private void url(String name, String value) {
        text(name, value);
        if (!web(value)) {
            throw invalid(name + " must be an http or https URL");
        }
    }

    private static boolean web(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean known = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            return known && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, "", message);
    }
}
