package chancery.streams.container;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;

import java.util.Optional;

/// One property of a container. The marks `immutable` and `autoIncrement` are kept and answered;
/// for records they mean nothing.
public record Property(
        PropertyType type,
        boolean nullable,
        boolean immutable,
        boolean autoIncrement,
        Optional<Datum> defaultValue,
        Optional<String> name,
        Optional<String> description) {
    private static final int NAME_MAX = 255;
    private static final int DESCRIPTION_MAX = 1024;

    static Property of(Fields fields) {
        PropertyType type = PropertyType.of(fields.object("type"));
        Optional<Json> usual = fields.find("defaultValue");
        if (usual.isPresent() && type.list()) {
            throw Fault.invalid(fields.path("defaultValue") + ": a list has no default");
        }
        return new Property(
                type,
                fields.flag("nullable", true),
                fields.flag("immutable", false),
                fields.flag("autoIncrement", false),
                usual.map(value -> type.read(value, fields.path("defaultValue"))),
                fields.findText("name", NAME_MAX),
                fields.findText("description", DESCRIPTION_MAX));
    }

    /// A value that is there must be given, or have a default.
    public boolean required() {
        return !nullable && defaultValue.isEmpty();
    }

    /// The property in the answer about a container.
    Json.Members json() {
        return Json.Members.builder()
                .put("constraintState", state())
                .put("type", type.json())
                .put("immutable", immutable)
                .put("nullable", nullable)
                .put("autoIncrement", autoIncrement)
                .put("defaultValue", defaultValue.map(Datum::json))
                .putText("name", name)
                .putText("description", description)
                .build();
    }

    private Json.Members state() {
        Json.Builder state = Json.Members.builder();
        if (!nullable) {
            state.put("nullability", "current");
        }
        type.itemsMax().ifPresent(_ -> state.put("maxListSize", "current"));
        type.sizeMax().ifPresent(_ -> state.put("maxTextSize", "current"));
        return state.build();
    }

    /// The property in the typing of an answer with records.
    public Json.Members typing() {
        return Json.Members.builder()
                .put("nullable", nullable)
                .put("defaultValue", defaultValue.map(Datum::json).orElse(Json.Null.NULL))
                .put("type", type.json())
                .putText("name", name)
                .putText("description", description)
                .build();
    }
}
