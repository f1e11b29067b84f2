package chancery.streams.aggregate;

import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.container.Schema;
import chancery.streams.json.Json;
import chancery.streams.query.Path;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The types of the properties that aggregates look at: space, container, property.
public final class AggregateTyping {
    private AggregateTyping() {}

    public static Json.Members of(Map<String, Aggregate> aggregates, Schema schema) {
        Map<String, Map<String, Map<String, Json>>> types = new LinkedHashMap<>();
        collect(aggregates, schema, types);
        Json.Builder spaces = Json.Members.builder();
        types.forEach(
                (space, containers) -> {
                    Json.Builder inside = Json.Members.builder();
                    containers.forEach(
                            (container, properties) ->
                                    inside.put(container, new Json.Members(properties)));
                    spaces.put(space, inside.build());
                });
        return spaces.build();
    }

    private static void collect(
            Map<String, Aggregate> aggregates,
            Schema schema,
            Map<String, Map<String, Map<String, Json>>> types) {
        for (Aggregate aggregate : aggregates.values()) {
            if (path(aggregate).orElse(null) instanceof Path.Property path) {
                Optional<Definition> definition = schema.find(path.container());
                definition
                        .flatMap(d -> d.find(path.name()))
                        .map(Property::typing)
                        .ifPresent(
                                typing ->
                                        types.computeIfAbsent(
                                                        path.container().space().value(),
                                                        _ -> new LinkedHashMap<>())
                                                .computeIfAbsent(
                                                        path.container().externalId(),
                                                        _ -> new LinkedHashMap<>())
                                                .put(path.name(), typing));
            }
            if (aggregate instanceof Aggregate.Buckets buckets) {
                collect(buckets.children(), schema, types);
            }
        }
    }

    private static Optional<Path> path(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Metric metric -> Optional.of(metric.path());
            case Aggregate.UniqueValues unique -> Optional.of(unique.path());
            case Aggregate.NumberHistogram histogram -> Optional.of(histogram.property());
            case Aggregate.TimeHistogram histogram -> Optional.of(histogram.path());
            case Aggregate.Count _, Aggregate.Filters _, Aggregate.MovingFunction _ ->
                    Optional.empty();
        };
    }
}
