package chancery.server.config;

import chancery.atproto.syntax.Did;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The AppView.
///
/// @param follow where records of other hosts come from
/// @param administrators accounts that may do everything in the admin API
/// @param hookPause before the second attempt of a hook that failed
/// @param fallbacks for settings that nobody set while the server ran, by their names there
/// @param rates of API clients that have none of their own
public record AppViewSettings(
        Follow follow,
        Optional<URI> jetstream,
        Optional<URI> relay,
        List<Did> administrators,
        Duration hookPause,
        Map<String, String> fallbacks,
        Rates rates) {
    private static final int CAPACITY_MAX = 1_000_000_000;
    private static final double REFILL_MIN = 0.001;
    private static final double REFILL_MAX = 1_000_000;

    private static final Map<String, Key> ADDRESSES =
            Map.of(
                    "client_uri", Keys.APPVIEW_CLIENT_URI,
                    "logo_uri", Keys.APPVIEW_LOGO_URI,
                    "tos_uri", Keys.APPVIEW_TOS_URI,
                    "policy_uri", Keys.APPVIEW_POLICY_URI);

    public AppViewSettings {
        administrators = List.copyOf(administrators);
        fallbacks = Map.copyOf(fallbacks);
    }

    /// A bucket of tokens and how fast it fills.
    ///
    /// @param refill tokens a second
    public record Rates(int capacity, double refill) {}

    /// Where records of other hosts come from.
    public enum Follow {
        JETSTREAM,
        RELAY,
        NONE
    }

    static AppViewSettings read(Values values) {
        var settings =
                new AppViewSettings(
                        follow(values),
                        values.websocketUrl(Keys.APPVIEW_JETSTREAM),
                        values.url(Keys.APPVIEW_RELAY),
                        values.parsedList(Keys.APPVIEW_ADMINISTRATORS, Did::parse, "a DID"),
                        values.duration(Keys.APPVIEW_HOOK_PAUSE),
                        fallbacks(values),
                        new Rates(
                                values.number(Keys.APPVIEW_RATE_LIMIT_CAPACITY, 1, CAPACITY_MAX),
                                values.decimal(
                                        Keys.APPVIEW_RATE_LIMIT_REFILL, REFILL_MIN, REFILL_MAX)));
        if (settings.follow == Follow.JETSTREAM && settings.jetstream.isEmpty()) {
            values.fault(Keys.APPVIEW_JETSTREAM, "is missing: which Jetstream is to be followed?");
        }
        if (settings.follow == Follow.RELAY && settings.relay.isEmpty()) {
            values.fault(Keys.APPVIEW_RELAY, "is missing: which relay is to be followed?");
        }
        return settings;
    }

    private static Map<String, String> fallbacks(Values values) {
        Map<String, String> texts = new HashMap<>();
        values.optional(Keys.APPVIEW_APP_NAME).ifPresent(name -> texts.put("app_name", name));
        ADDRESSES.forEach(
                (setting, key) ->
                        values.url(key).ifPresent(url -> texts.put(setting, url.toString())));
        return texts;
    }

    private static Follow follow(Values values) {
        return switch (values.text(Keys.APPVIEW_FOLLOW)) {
            case "jetstream" -> Follow.JETSTREAM;
            case "relay" -> Follow.RELAY;
            case "none" -> Follow.NONE;
            default -> {
                values.fault(Keys.APPVIEW_FOLLOW, "is neither jetstream nor relay nor none");
                yield Follow.NONE;
            }
        };
    }
}
