package chancery.appview.http.admin.client;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.client.ApiClients.Changed;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.json.Json;

import java.util.List;
import java.util.Optional;

/// What a body changes of a client: what it does not name stays, `null` clears.
final class ClientChanges {
    private static final String RATE = "rate_limit_refill_rate";
    private static final String CAPACITY = "rate_limit_capacity";

    private ClientChanges() {}

    static Changed of(Input input, ApiClient before) {
        Profile old = before.profile();
        Profile profile =
                new Profile(
                        required(input, "name", old.name()),
                        old.url(),
                        required(input, "client_uri", old.uri()),
                        list(input, "redirect_uris", old.redirects()),
                        cleared(input, "scopes")
                                ? "atproto"
                                : input.findText("scopes").orElse(old.scopes()),
                        list(input, "allowed_origins", old.origins()));
        boolean active = input.findFlag("is_active").orElse(before.active());
        return new Changed(profile, rates(input, before.rates()), active);
    }

    static Rates rates(Input input, Rates before) {
        return new Rates(
                cleared(input, CAPACITY) ? Optional.empty() : capacity(input).or(before::capacity),
                cleared(input, RATE) ? Optional.empty() : rate(input).or(before::refill));
    }

    private static Optional<Long> capacity(Input input) {
        return input.findInteger(CAPACITY).stream().boxed().findFirst();
    }

    private static Optional<Double> rate(Input input) {
        boolean wrong = input.members().contains(RATE) && input.members().number(RATE).isEmpty();
        if (wrong && !cleared(input, RATE)) {
            throw Errors.invalid("invalid request body: `" + RATE + "` must be a number");
        }
        return input.members().number(RATE);
    }

    private static String required(Input input, String name, String before) {
        if (cleared(input, name)) {
            throw Errors.invalid(name + " must not be null");
        }
        return input.findText(name).orElse(before);
    }

    private static List<String> list(Input input, String name, List<String> before) {
        return cleared(input, name) ? List.of() : input.findTexts(name).orElse(before);
    }

    private static boolean cleared(Input input, String name) {
        return input.members().find(name).filter(Json.Null.NULL::equals).isPresent();
    }
}
