package chancery.streams.container;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.name.ContainerId;
import chancery.streams.name.PropertyName;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What somebody says a container is: its properties, in their order, and what it is called. Every
/// container here is used for records.
public record Definition(
        ContainerId id,
        Optional<String> name,
        Optional<String> description,
        Map<String, Property> properties) {
    private static final int PROPERTIES_MAX = 1_000;
    private static final int NAME_MAX = 255;
    private static final int DESCRIPTION_MAX = 1024;
    private static final Set<String> OTHER_USES = Set.of("node", "edge", "all");

    public Definition {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /// What an item of a request says.
    public static Definition of(Fields fields) {
        ContainerId id = ContainerId.of(fields).unreserved();
        requireRecords(fields);
        requireEmpty(fields, "constraints");
        requireEmpty(fields, "indexes");
        return new Definition(
                id,
                fields.findText("name", NAME_MAX),
                fields.findText("description", DESCRIPTION_MAX),
                properties(fields.object("properties")));
    }

    private static void requireRecords(Fields fields) {
        String use = fields.findText("usedFor").orElse("node");
        if (OTHER_USES.contains(use)) {
            throw Fault.invalid(
                    fields.path("usedFor") + " must be record: this server keeps no instances");
        }
        if (!use.equals("record")) {
            throw Fault.invalid(fields.path("usedFor") + " must be record");
        }
    }

    private static void requireEmpty(Fields fields, String name) {
        if (!fields.findObject(name).map(o -> o.members().members().isEmpty()).orElse(true)) {
            throw Fault.invalid(fields.path(name) + " must be empty: records have none");
        }
    }

    private static Map<String, Property> properties(Fields fields) {
        Map<String, Json> members = fields.members().members();
        if (members.isEmpty() || members.size() > PROPERTIES_MAX) {
            throw Fault.invalid(fields.where() + " must have from 1 to 1000 properties");
        }
        Map<String, Property> properties = new LinkedHashMap<>();
        members.forEach(
                (name, value) ->
                        properties.put(
                                PropertyName.check(name),
                                Property.of(Fields.of(value, fields.path(name)))));
        return properties;
    }

    /// The property of this name.
    public Optional<Property> find(String property) {
        return Optional.ofNullable(properties.get(property));
    }
}
