package chancery.streams.query;

import chancery.streams.container.Definition;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.name.ContainerId;
import chancery.streams.record.Content;
import chancery.streams.record.WriteReader;
import chancery.streams.value.Datum;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which properties come back, by container. Nothing comes back of what is not named.
public record Selection(Map<ContainerId, Chosen> sources) {
    private static final Fields.Bounds SOURCES = new Fields.Bounds(1, 10);
    private static final Fields.Bounds PROPERTIES = new Fields.Bounds(1, 1_000);
    private static final String ALL = "*";

    /// The properties of one container that were asked for.
    public record Chosen(Definition definition, Set<String> properties) {}

    /// What the member `sources` of a request says.
    public static Selection read(Fields body, Schema schema) {
        if (body.find("sources").isEmpty()) {
            return new Selection(Map.of());
        }
        Map<ContainerId, Chosen> sources = new LinkedHashMap<>();
        for (Fields source : body.objects("sources", SOURCES)) {
            Fields named = source.object("source");
            ContainerId container = WriteReader.container(named);
            Definition definition = new PathReader(schema).find(container, named.where());
            sources.put(container, chosen(definition, source));
        }
        return new Selection(sources);
    }

    private static Chosen chosen(Definition definition, Fields source) {
        Set<String> names = new LinkedHashSet<>();
        for (Json name : source.items("properties", PROPERTIES)) {
            if (!(name instanceof Json.Text(var text))) {
                throw Fault.invalid(source.path("properties") + " must be strings");
            }
            if (text.equals(ALL)) {
                names.addAll(definition.properties().keySet());
            } else if (definition.find(text).isPresent()) {
                names.add(text);
            } else {
                throw Fault.invalid(
                        source.path("properties")
                                + ": "
                                + definition.id()
                                + " has no such property");
            }
        }
        return new Chosen(definition, names);
    }

    /// The chosen values of a record: space, container, property.
    public Json.Members of(Content content) {
        Map<String, Map<String, Json>> spaces = new LinkedHashMap<>();
        sources.forEach(
                (container, chosen) -> {
                    Map<String, Datum> values = content.sources().getOrDefault(container, Map.of());
                    if (!values.isEmpty()) {
                        spaces.computeIfAbsent(
                                        container.space().value(), _ -> new LinkedHashMap<>())
                                .put(container.externalId(), values(chosen, values));
                    }
                });
        return nested(spaces);
    }

    private static Json values(Chosen chosen, Map<String, Datum> values) {
        Json.Builder members = Json.Members.builder();
        for (String name : chosen.properties()) {
            Datum value = values.get(name);
            if (value != null) {
                members.put(name, value.json());
            }
        }
        return members.build();
    }

    /// The types of the chosen properties: space, container, property.
    public Json.Members typing() {
        Map<String, Map<String, Json>> spaces = new LinkedHashMap<>();
        sources.forEach(
                (container, chosen) ->
                        spaces.computeIfAbsent(
                                        container.space().value(), _ -> new LinkedHashMap<>())
                                .put(container.externalId(), typing(chosen)));
        return nested(spaces);
    }

    private static Json typing(Chosen chosen) {
        Json.Builder members = Json.Members.builder();
        for (String name : chosen.properties()) {
            chosen.definition().find(name).ifPresent(p -> members.put(name, p.typing()));
        }
        return members.build();
    }

    private static Json.Members nested(Map<String, Map<String, Json>> spaces) {
        Json.Builder members = Json.Members.builder();
        spaces.forEach((space, containers) -> members.put(space, new Json.Members(containers)));
        return members.build();
    }

    /// The containers whose values may come back.
    public List<ContainerId> containers() {
        return List.copyOf(sources.keySet());
    }
}
