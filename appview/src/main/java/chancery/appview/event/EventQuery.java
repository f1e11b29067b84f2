package chancery.appview.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which events of the log are meant, and where to go on.
///
/// @param type exactly this one
/// @param categories first parts of types; empty for all
/// @param severities on the wire; empty for all
/// @param subject stands somewhere in the subject, in any letter case
/// @param before the id of the last event that was seen; empty for the newest
public record EventQuery(
        Optional<String> type,
        List<String> categories,
        List<String> severities,
        Optional<String> subject,
        String before,
        int limit) {
    public EventQuery {
        categories = List.copyOf(categories);
        severities = List.copyOf(severities);
    }

    /// Every event.
    public static EventQuery newest(int limit) {
        return new EventQuery(Optional.empty(), List.of(), List.of(), Optional.empty(), "", limit);
    }

    boolean admits(AppEvent event) {
        return type.filter(wanted -> !wanted.equals(event.type())).isEmpty()
                && (categories.isEmpty()
                        || categories.stream().anyMatch(c -> event.type().startsWith(c + ".")))
                && (severities.isEmpty() || severities.contains(LoggedEvent.wire(event.severity())))
                && subject.filter(part -> !contains(event.subject().orElse(""), part)).isEmpty();
    }

    private static boolean contains(String subject, String part) {
        return subject.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
