package chancery.streams.query;

import chancery.streams.container.Definition;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;

import java.util.List;
import java.util.Optional;

/// Reads paths to properties: arrays of one part for what every record has, of three for the
/// property of a container.
public final class PathReader {
    private static final Fields.Bounds PARTS = new Fields.Bounds(1, 3);
    private static final int PART_MAX = 255;

    private final Schema schema;

    public PathReader(Schema schema) {
        this.schema = schema;
    }

    /// The path in the member `property`.
    public Path read(Fields fields) {
        String where = fields.path("property");
        List<String> parts =
                fields.items("property", PARTS).stream().map(part -> part(part, where)).toList();
        return switch (parts.size()) {
            case 1 ->
                    Path.Top.find(parts.getFirst())
                            .orElseThrow(() -> Fault.invalid(where + " is nothing a record has"));
            case 3 -> property(parts, where);
            default -> throw Fault.invalid(where + " must have 1 or 3 parts");
        };
    }

    /// The path in the member `property`, when it names the property of a container.
    public Path.Property property(Fields fields) {
        return switch (read(fields)) {
            case Path.Property property -> property;
            case Path.Top _ ->
                    throw Fault.invalid(fields.path("property") + " must have 3 parts here");
        };
    }

    private static String part(Json json, String where) {
        if (json instanceof Json.Text(var text)
                && !text.isEmpty()
                && text.codePointCount(0, text.length()) <= PART_MAX) {
            return text;
        }
        throw Fault.invalid(where + " must have parts of 1 to 255 characters");
    }

    private Path.Property property(List<String> parts, String where) {
        ContainerId container = new ContainerId(new SpaceId(parts.get(0)), parts.get(1));
        String name = parts.get(2);
        return find(container, where)
                .find(name)
                .map(property -> new Path.Property(container, name, property.type()))
                .orElseThrow(
                        () -> Fault.invalid(where + ": " + container + " has no such property"));
    }

    /// The container of this name.
    public Definition find(ContainerId container, String where) {
        Optional<Definition> definition = schema.find(container);
        return definition.orElseThrow(
                () ->
                        Fault.invalid(where + ": One or more containers do not exist: " + container)
                                .missing(List.of(container.named())));
    }
}
