package chancery.streams.value;

import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.util.Optional;

/// The unit of a property of floating-point numbers, by its identifier in a catalogue.
public record Unit(String externalId, Optional<String> sourceUnit) {
    static Unit of(Fields fields) {
        return new Unit(fields.text("externalId"), fields.findText("sourceUnit"));
    }

    Json.Members json() {
        return Json.Members.builder()
                .put("externalId", externalId)
                .putText("sourceUnit", sourceUnit)
                .build();
    }
}
