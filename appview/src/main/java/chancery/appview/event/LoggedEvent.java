package chancery.appview.event;

import chancery.appview.event.AppEvent.Severity;
import chancery.appview.json.JsonText;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.time.Instant;
import java.util.Locale;

/// An event in the log.
///
/// @param id grows with time; no two are the same
public record LoggedEvent(String id, AppEvent event, Instant createdAt) {
    /// How events are kept, their ids apart. The detail is text, because it may hold what the data
    /// model has not.
    static Codec<LoggedEvent> codec() {
        return new Codec<>() {
            @Override
            public Value.Map encode(LoggedEvent logged) {
                AppEvent event = logged.event();
                Value.Map.Builder row =
                        Value.Map.builder()
                                .put("id", logged.id())
                                .put("type", event.type())
                                .put("severity", wire(event.severity()))
                                .put("detail", event.detail().write())
                                .put("created", Kept.micros(logged.createdAt()));
                event.actor().ifPresent(actor -> row.put("actor", actor));
                event.subject().ifPresent(subject -> row.put("subject", subject));
                return row.build();
            }

            @Override
            public LoggedEvent decode(Value.Map row) {
                return new LoggedEvent(
                        Kept.text(row, "id"),
                        new AppEvent(
                                Kept.text(row, "type"),
                                Severity.valueOf(
                                        Kept.text(row, "severity").toUpperCase(Locale.ROOT)),
                                row.text("actor"),
                                row.text("subject"),
                                JsonText.parseObject(Kept.text(row, "detail"))),
                        Kept.instant(row, "created"));
            }
        };
    }

    /// The name of a severity on the wire.
    public static String wire(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
