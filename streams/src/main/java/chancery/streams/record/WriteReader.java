package chancery.streams.record;

import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.Where;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.value.Datum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the bodies of writes and validates them whole: one wrong value refuses the request.
public final class WriteReader {
    private static final String CONTAINER = "container";

    private final Schema schema;
    private final StreamsLimits.Writes limits;
    private final Set<ContainerId> unknown = new TreeSet<>();
    private final Map<ContainerId, Slots> shapes = new HashMap<>();

    /// A reader for one request.
    public WriteReader(Schema schema, StreamsLimits.Writes limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /// The records of an ingest or an upsert.
    public List<RecordWrite> writes(Json body) {
        List<RecordWrite> writes = new ArrayList<>();
        for (Fields item : items(body)) {
            writes.add(write(item));
        }
        if (!unknown.isEmpty()) {
            throw Fault.invalid("One or more containers do not exist: " + unknown)
                    .missing(unknown.stream().map(ContainerId::named).toList());
        }
        return writes;
    }

    /// The records of a delete.
    public List<RecordId> deletes(Json body) {
        return items(body).stream().map(RecordId::of).toList();
    }

    private List<Fields> items(Json body) {
        return Fields.body(body).objects("items", new Fields.Bounds(1, limits.items()));
    }

    private RecordWrite write(Fields item) {
        RecordId id = RecordId.of(item);
        requireSpace(id.space(), item.at("space"));
        Map<ContainerId, Map<String, Datum>> sources = new LinkedHashMap<>();
        for (Fields source : item.objects("sources", new Fields.Bounds(1, limits.sources()))) {
            ContainerId container = container(source.object("source"));
            Optional<Definition> definition = schema.find(container);
            if (definition.isEmpty()) {
                unknown.add(container);
                continue;
            }
            NamedValues values = values(definition.get(), source.object("properties"));
            if (sources.put(container, values) != null) {
                throw Fault.invalid(source.where() + " names " + container + " again");
            }
        }
        return new RecordWrite(id, new Content(sources));
    }

    private void requireSpace(SpaceId space, Where path) {
        if (!schema.hasSpace(space)) {
            throw Fault.invalid(path + ": One or more spaces do not exist: " + space)
                    .missing(List.of(Map.of("space", space.value())));
        }
    }

    /// The container that a source names.
    public static ContainerId container(Fields source) {
        String type = source.findText("type").orElse(CONTAINER);
        if (!type.equals(CONTAINER)) {
            throw Fault.invalid(source.path("type") + " must be container");
        }
        return ContainerId.of(source);
    }

    private NamedValues values(Definition definition, Fields properties) {
        Map<String, Json> members = properties.members().members();
        if (members.isEmpty()) {
            throw Fault.invalid(properties.where() + " must have at least one property");
        }
        Slots slots = shapes.computeIfAbsent(definition.id(), _ -> new Slots(definition));
        members.forEach(
                (name, value) -> {
                    Where where = properties.at(name);
                    int slot = slot(slots, definition, name, where);
                    slots.give(slot);
                    Property property = slots.property(slot);
                    if (value == Json.Null.NULL) {
                        requireNullable(property, where);
                    } else {
                        slots.put(slot, read(property, value, where));
                    }
                });
        complete(definition, slots, properties);
        return slots.take();
    }

    private static int slot(Slots slots, Definition definition, String name, Where path) {
        return slots.find(name)
                .orElseThrow(() -> Fault.invalid(path + " is no property of " + definition.id()));
    }

    private static void requireNullable(Property property, Where path) {
        if (!property.nullable()) {
            throw Fault.invalid(path + " must not be null");
        }
    }

    private Datum read(Property property, Json value, Where path) {
        Datum read = property.type().read(value, path);
        switch (read) {
            case Datum.Link(var target) -> requireSpace(target.space(), path);
            case Datum.Many(var items) -> items.forEach(item -> requireTarget(item, path));
            case Datum.Flag _,
                    Datum.Whole _,
                    Datum.Real _,
                    Datum.Text _,
                    Datum.Moment _,
                    Datum.Day _,
                    Datum.Document _ -> {}
        }
        return read;
    }

    private void requireTarget(Datum item, Where path) {
        if (item instanceof Datum.Link(var target)) {
            requireSpace(target.space(), path);
        }
    }

    /// Adds what was left out and has a default, and refuses what was left out and has none.
    private static void complete(Definition definition, Slots slots, Fields properties) {
        if (slots.full()) {
            return;
        }
        definition
                .properties()
                .forEach((name, property) -> complete(slots, name, property, properties));
    }

    private static void complete(Slots slots, String name, Property property, Fields properties) {
        int slot = slots.find(name).orElseThrow();
        if (slots.left(slot)) {
            if (property.required()) {
                throw Fault.invalid(properties.path(name) + " must have a value");
            }
            property.defaultValue().ifPresent(usual -> slots.put(slot, usual));
        }
    }
}
