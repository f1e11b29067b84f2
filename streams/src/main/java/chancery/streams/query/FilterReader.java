package chancery.streams.query;

import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.name.ContainerId;
import chancery.streams.record.WriteReader;
import chancery.streams.value.Datum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads filters: every operator, its paths and its values, checked against the declared types. For
/// one filter, which has at most 100 nodes and 10 levels.
public final class FilterReader {
    private static final int NODES_MAX = 100;
    private static final int DEPTH_MAX = 10;
    private static final Fields.Bounds CHILDREN = new Fields.Bounds(1, 99);
    private static final Fields.Bounds VALUES = new Fields.Bounds(1, 100);
    private static final Fields.Bounds CONTAINERS = new Fields.Bounds(1, 10);
    private static final int PREFIX_MAX = 500;
    private static final Set<String> PROPERTY = Set.of("property");
    private static final Set<String> VALUE = Set.of("property", "value");
    private static final Set<String> SOME = Set.of("property", "values");
    private static final Set<String> ENDS = Set.of("property", "gt", "gte", "lt", "lte");

    private final PathReader paths;
    private int nodes;

    private FilterReader(Schema schema) {
        this.paths = new PathReader(schema);
    }

    /// The filter at a path of the request.
    public static Filter read(Json filter, String where, Schema schema) {
        return new FilterReader(schema).node(Fields.of(filter, where), 1);
    }

    private Filter node(Fields fields, int depth) {
        nodes++;
        if (nodes > NODES_MAX) {
            throw Fault.invalid("A filter must not have more than 100 nodes");
        }
        if (depth > DEPTH_MAX) {
            throw Fault.invalid("A filter must not be deeper than 10 levels");
        }
        Map.Entry<String, Json> single = fields.single();
        String where = fields.path(single.getKey());
        Json body = single.getValue();
        return switch (single.getKey()) {
            case "and" -> new Filter.And(children(fields, "and", depth));
            case "or" -> new Filter.Or(children(fields, "or", depth));
            case "not" -> new Filter.Not(node(Fields.of(body, where), depth + 1));
            case "hasData" -> hasData(fields);
            case "matchAll" -> all(Fields.of(body, where));
            case "exists" ->
                    new Filter.Exists(paths.property(Fields.of(body, where).only(PROPERTY)));
            case "equals" -> equal(Fields.of(body, where).only(VALUE));
            case "in" -> in(Fields.of(body, where).only(SOME));
            case "range" -> range(Fields.of(body, where).only(ENDS));
            case "prefix" -> prefix(Fields.of(body, where).only(VALUE));
            case "containsAny" -> {
                Fields list = Fields.of(body, where).only(SOME);
                Path.Property property = list(list);
                yield new Filter.ContainsAny(property, values(list, property));
            }
            case "containsAll" -> {
                Fields list = Fields.of(body, where).only(SOME);
                Path.Property property = list(list);
                yield new Filter.ContainsAll(property, values(list, property));
            }
            default -> throw Fault.invalid(where + " is no filter of records");
        };
    }

    private List<Filter> children(Fields fields, String name, int depth) {
        List<Filter> children = new ArrayList<>();
        for (Fields child : fields.objects(name, CHILDREN)) {
            children.add(node(child, depth + 1));
        }
        return children;
    }

    private static Filter all(Fields body) {
        body.only(Set.of());
        return Filter.All.ALL;
    }

    private Filter hasData(Fields fields) {
        List<ContainerId> containers = new ArrayList<>();
        for (Fields source : fields.objects("hasData", CONTAINERS)) {
            ContainerId container = WriteReader.container(source);
            paths.find(container, source.where());
            containers.add(container);
        }
        return new Filter.Filled(containers);
    }

    private Filter equal(Fields fields) {
        Path path = single(fields);
        return new Filter.In(
                path, List.of(Literals.exact(path, fields.require("value"), fields.path("value"))));
    }

    private Filter in(Fields fields) {
        Path path = single(fields);
        return new Filter.In(path, values(fields, path));
    }

    private static List<Datum> values(Fields fields, Path path) {
        return fields.items("values", VALUES).stream()
                .map(value -> Literals.exact(path, value, fields.path("values")))
                .toList();
    }

    /// A path to what has one value at most.
    private Path single(Fields fields) {
        Path path = paths.read(fields);
        if (path instanceof Path.Property property && property.type().list()) {
            throw Fault.invalid(
                    fields.path("property") + " has lists: ask with containsAny or containsAll");
        }
        return path;
    }

    private Path.Property list(Fields fields) {
        Path.Property property = paths.property(fields);
        if (!property.type().list()) {
            throw Fault.invalid(fields.path("property") + " must have lists here");
        }
        return property;
    }

    private Filter range(Fields fields) {
        Path path = single(fields);
        Literals.requireOrder(path, fields.path("property"));
        Optional<Filter.End> low = end(fields, path, "gte", "gt");
        Optional<Filter.End> high = end(fields, path, "lte", "lt");
        if (low.isEmpty() && high.isEmpty()) {
            throw Fault.invalid(fields.where() + " must have a bound");
        }
        return new Filter.Range(path, low, high);
    }

    private static Optional<Filter.End> end(
            Fields fields, Path path, String included, String excluded) {
        Optional<Json> with = fields.find(included);
        Optional<Json> without = fields.find(excluded);
        if (with.isPresent() && without.isPresent()) {
            throw Fault.invalid(
                    fields.where() + " must not have both " + excluded + " and " + included);
        }
        return with.map(value -> end(path, value, fields.path(included), Filter.Edge.INCLUDED))
                .or(
                        () ->
                                without.map(
                                        value ->
                                                end(
                                                        path,
                                                        value,
                                                        fields.path(excluded),
                                                        Filter.Edge.EXCLUDED)));
    }

    private static Filter.End end(Path path, Json value, String where, Filter.Edge edge) {
        return new Filter.End(Literals.near(path, value, where), edge);
    }

    private Filter prefix(Fields fields) {
        Path path = single(fields);
        Literals.requireText(path, fields.path("property"));
        String start = fields.text("value");
        if (start.isEmpty() || start.codePointCount(0, start.length()) > PREFIX_MAX) {
            throw Fault.invalid(fields.path("value") + " must have from 1 to 500 characters");
        }
        return new Filter.Prefix(path, start);
    }
}
