package chancery.streams.container;

import chancery.streams.json.Fields;
import chancery.streams.json.Json;

/// A container of a project, and when it came and changed, in milliseconds since 1970.
public record Container(Definition definition, long createdTime, long lastUpdatedTime) {
    /// A container from the object that [#json()] made.
    public static Container of(Json.Members kept) {
        Fields fields = Fields.body(kept);
        return new Container(
                Definition.of(fields),
                fields.number("createdTime"),
                fields.number("lastUpdatedTime"));
    }

    /// The container as it is answered, and kept.
    public Json.Members json() {
        Json.Builder properties = Json.Members.builder();
        definition.properties().forEach((name, p) -> properties.put(name, p.json()));
        return Json.Members.builder()
                .put("space", definition.id().space().value())
                .put("externalId", definition.id().externalId())
                .putText("name", definition.name())
                .putText("description", definition.description())
                .put("usedFor", "record")
                .put("isGlobal", false)
                .put("createdTime", createdTime)
                .put("lastUpdatedTime", lastUpdatedTime)
                .put("properties", properties.build())
                .put("constraints", Json.Members.EMPTY)
                .put("indexes", Json.Members.EMPTY)
                .build();
    }
}
