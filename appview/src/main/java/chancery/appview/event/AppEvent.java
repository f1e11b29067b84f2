package chancery.appview.event;

import chancery.appview.json.Json;

import java.util.Optional;

/// Something that happened, for the event log.
///
/// @param type such as `lexicon.created`
/// @param actor the DID of whoever did it
/// @param subject what it was done to: a URI, a name
/// @param detail an object; never a secret
public record AppEvent(
        String type,
        Severity severity,
        Optional<String> actor,
        Optional<String> subject,
        Json.Members detail) {
    /// How much an operator should care; the wire names are in lower case.
    public enum Severity {
        INFO,
        WARN,
        ERROR
    }

    /// A plain fact.
    public static AppEvent info(String type, String subject, Json.Members detail) {
        return new AppEvent(type, Severity.INFO, Optional.empty(), Optional.of(subject), detail);
    }

    /// The same, done by somebody.
    public AppEvent by(String did) {
        return new AppEvent(type, severity, Optional.of(did), subject, detail);
    }

    /// The same, with another severity.
    public AppEvent as(Severity other) {
        return new AppEvent(type, other, actor, subject, detail);
    }
}
