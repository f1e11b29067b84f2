package chancery.server.config;

import chancery.atproto.syntax.Did;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The AppView.
///
/// @param follow where records of other hosts come from
/// @param administrators accounts that may do everything in the admin API
/// @param hookPause before the second attempt of a hook that failed
public record AppViewSettings(
        Follow follow,
        Optional<URI> jetstream,
        Optional<URI> relay,
        List<Did> administrators,
        Duration hookPause) {
    public AppViewSettings {
        administrators = List.copyOf(administrators);
    }

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
                        values.duration(Keys.APPVIEW_HOOK_PAUSE));
        if (settings.follow == Follow.JETSTREAM && settings.jetstream.isEmpty()) {
            values.fault(Keys.APPVIEW_JETSTREAM, "is missing: which Jetstream is to be followed?");
        }
        if (settings.follow == Follow.RELAY && settings.relay.isEmpty()) {
            values.fault(Keys.APPVIEW_RELAY, "is missing: which relay is to be followed?");
        }
        return settings;
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
