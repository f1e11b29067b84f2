package chancery.streams.stream;

import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.name.StreamId;

import java.time.Duration;
import java.util.Optional;

/// A stream of a project, times in milliseconds since 1970. It never changes, except that it is
/// deleted: then it cannot be reached, and its name stays taken until it is gone for good.
public record Stream(
        StreamId id,
        String template,
        Settings settings,
        long createdTime,
        Optional<Long> deletedTime) {
    private static final String DELETED = "deletedTime";

    /// A stream from the object that [#kept()] made.
    public static Stream of(Json.Members kept) {
        Fields fields = Fields.body(kept);
        return new Stream(
                new StreamId(fields.text("externalId")),
                fields.text("createdFromTemplate"),
                Settings.kept(fields),
                fields.number("createdTime"),
                fields.find(DELETED).map(_ -> fields.number(DELETED)));
    }

    public StreamType type() {
        return settings.type();
    }

    /// Whether the stream can be reached.
    public boolean active() {
        return deletedTime.isEmpty();
    }

    /// Whether the time is over for which a deleted stream is kept.
    public boolean gone(long now) {
        long grace = Duration.ofDays(settings.graceDays()).toMillis();
        return deletedTime.isPresent() && now - deletedTime.get() >= grace;
    }

    /// This stream, deleted.
    public Stream deleted(long now) {
        return new Stream(id, template, settings, createdTime, Optional.of(now));
    }

    /// The stream as it is answered.
    ///
    /// @param use what it holds, when that was asked for
    public Json.Members json(Optional<Use> use) {
        return builder(use).build();
    }

    /// The stream as it is kept.
    public Json.Members kept() {
        return settings.kept(builder(Optional.empty()))
                .put(DELETED, deletedTime.map(Json.Int::new))
                .build();
    }

    private Json.Builder builder(Optional<Use> use) {
        return Json.Members.builder()
                .put("externalId", id.value())
                .put("createdTime", createdTime)
                .put("createdFromTemplate", template)
                .put("type", settings.type().wire())
                .put("settings", settings.json(use));
    }
}
