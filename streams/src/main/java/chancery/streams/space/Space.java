package chancery.streams.space;

import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.name.SpaceId;

import java.util.Optional;

/// A space of a project, times in milliseconds since 1970.
public record Space(
        SpaceId id,
        Optional<String> name,
        Optional<String> description,
        long createdTime,
        long lastUpdatedTime) {
    private static final int NAME_MAX = 255;
    private static final int DESCRIPTION_MAX = 1024;

    /// What an item of a request says, as of this moment.
    public static Space of(Fields fields, long now) {
        return new Space(
                new SpaceId(fields.text("space")).unreserved(),
                fields.findText("name", NAME_MAX),
                fields.findText("description", DESCRIPTION_MAX),
                now,
                now);
    }

    /// A space from the object that [#json()] made.
    public static Space kept(Json.Members kept) {
        Fields fields = Fields.body(kept);
        return new Space(
                new SpaceId(fields.text("space")),
                fields.findText("name"),
                fields.findText("description"),
                fields.number("createdTime"),
                fields.number("lastUpdatedTime"));
    }

    /// This space after it was said again what it is: unchanged when that is nothing new.
    public Space after(Space said) {
        return name.equals(said.name) && description.equals(said.description)
                ? this
                : new Space(id, said.name, said.description, createdTime, said.lastUpdatedTime);
    }

    /// The space as it is answered, and kept.
    public Json.Members json() {
        return Json.Members.builder()
                .put("space", id.value())
                .putText("name", name)
                .putText("description", description)
                .put("createdTime", createdTime)
                .put("lastUpdatedTime", lastUpdatedTime)
                .put("isGlobal", false)
                .build();
    }
}
