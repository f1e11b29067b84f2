package chancery.streams.aggregate;

import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.query.Filter;
import chancery.streams.query.FilterReader;
import chancery.streams.query.Path;
import chancery.streams.query.PathReader;
import chancery.streams.value.Moments;
import chancery.streams.value.TypeKind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the tree of aggregates of one request: at most 5 on a level, 5 levels, 16 in all, each
/// under an identifier of its own.
public final class AggregateReader {
    private static final int LEVEL_MAX = 5;
    private static final int DEPTH_MAX = 5;
    private static final int COUNT_MAX = 16;
    private static final int FILTER_BUCKETS_MAX = 30;
    private static final int ID_MAX = 255;
    private static final Fields.Bounds FILTERS = new Fields.Bounds(1, 10);
    private static final Fields.Bounds SIZE = new Fields.Bounds(1, 2_000);
    private static final int SIZE_USUAL = 10;
    private static final Fields.Bounds WINDOW = new Fields.Bounds(1, Integer.MAX_VALUE);
    private static final Set<String> RESERVED = Set.of("_count", "_bucket_count");
    private static final Set<String> PROPERTY = Set.of("property");

    private final Schema schema;
    private final PathReader paths;
    private final Set<String> ids = new HashSet<>();
    private int filterBuckets;

    private AggregateReader(Schema schema) {
        this.schema = schema;
        this.paths = new PathReader(schema);
    }

    /// What the member `aggregates` of a request says.
    public static Map<String, Aggregate> read(Fields body, Schema schema) {
        return new AggregateReader(schema).level(body.object("aggregates"), 1, Around.NO_HISTOGRAM);
    }

    /// What an aggregate stands in.
    private enum Around {
        HISTOGRAM,
        NO_HISTOGRAM
    }

    private Map<String, Aggregate> level(Fields fields, int depth, Around around) {
        Map<String, Json> members = fields.members().members();
        if (members.isEmpty() || members.size() > LEVEL_MAX) {
            throw Fault.invalid(fields.where() + " must have from 1 to 5 aggregates");
        }
        if (depth > DEPTH_MAX) {
            throw Fault.invalid("aggregates must not be deeper than 5 levels");
        }
        Map<String, Aggregate> level = new LinkedHashMap<>();
        members.forEach(
                (id, value) -> {
                    claim(id, fields.where());
                    Fields one = Fields.of(value, fields.path(id));
                    level.put(id, aggregate(one, depth, around));
                });
        checkPaths(level, fields.where());
        return level;
    }

    private void claim(String id, String where) {
        int length = id.codePointCount(0, id.length());
        boolean shaped = length >= 1 && length <= ID_MAX;
        for (int i = 0; i < id.length(); i++) {
            shaped &= "[]>.".indexOf(id.charAt(i)) < 0;
        }
        if (!shaped || RESERVED.contains(id)) {
            throw Fault.invalid(where + ": an identifier must match ^[^\\[\\]>.]{1,255}$");
        }
        if (!ids.add(id)) {
            throw Fault.invalid(where + ": the identifier " + id + " is there twice");
        }
        if (ids.size() > COUNT_MAX) {
            throw Fault.invalid("A request must not have more than 16 aggregates");
        }
    }

    private static void checkPaths(Map<String, Aggregate> level, String where) {
        level.forEach(
                (id, aggregate) -> {
                    if (aggregate instanceof Aggregate.MovingFunction moving) {
                        moving.path().check(level, where + "." + id + ".bucketsPath");
                    }
                });
    }

    private Aggregate aggregate(Fields fields, int depth, Around around) {
        Map.Entry<String, Json> single = fields.single();
        Fields body = Fields.of(single.getValue(), fields.path(single.getKey()));
        return switch (single.getKey()) {
            case "avg" -> metric(Aggregate.Kind.AVG, body);
            case "sum" -> metric(Aggregate.Kind.SUM, body);
            case "min" -> extreme(Aggregate.Kind.MIN, body);
            case "max" -> extreme(Aggregate.Kind.MAX, body);
            case "count" -> count(body);
            case "uniqueValues" -> uniqueValues(body, depth);
            case "numberHistogram" -> numbers(body, depth);
            case "timeHistogram" -> times(body, depth);
            case "filters" -> filters(body, depth);
            case "movingFunction" -> moving(body, around);
            default -> throw Fault.invalid(fields.path(single.getKey()) + " is no known aggregate");
        };
    }

    private Aggregate metric(Aggregate.Kind kind, Fields body) {
        return new Aggregate.Metric(kind, numeric(body.only(PROPERTY)));
    }

    private Path.Property numeric(Fields body) {
        Path.Property property = paths.property(body);
        if (!property.type().kind().numeric()) {
            throw Fault.invalid(body.path("property") + " must have numbers");
        }
        return property;
    }

    private Aggregate extreme(Aggregate.Kind kind, Fields body) {
        Path path = paths.read(body.only(PROPERTY));
        boolean ordered =
                switch (path) {
                    case Path.Top top -> top.time();
                    case Path.Property property ->
                            property.type().kind().numeric() || timely(property);
                };
        if (!ordered) {
            throw Fault.invalid(body.path("property") + " must have numbers or times");
        }
        return new Aggregate.Metric(kind, path);
    }

    private static boolean timely(Path.Property property) {
        TypeKind kind = property.type().kind();
        return kind == TypeKind.TIMESTAMP || kind == TypeKind.DATE;
    }

    private Aggregate count(Fields body) {
        body.only(PROPERTY);
        return body.find("property").isEmpty()
                ? Aggregate.Count.COUNT
                : new Aggregate.Metric(Aggregate.Kind.COUNT, paths.property(body));
    }

    private Map<String, Aggregate> children(Fields body, int depth, Around around) {
        return body.findObject("aggregates")
                .map(fields -> level(fields, depth + 1, around))
                .orElse(Map.of());
    }

    private Aggregate uniqueValues(Fields body, int depth) {
        body.only(Set.of("property", "size", "aggregates"));
        Path path = paths.read(body);
        boolean distinct =
                switch (path) {
                    case Path.Top top -> top == Path.Top.SPACE;
                    case Path.Property property ->
                            property.type().kind() != TypeKind.JSON
                                    && property.type().kind() != TypeKind.DIRECT;
                };
        if (!distinct) {
            throw Fault.invalid(body.path("property") + " has no unique values");
        }
        return new Aggregate.UniqueValues(
                path,
                body.integer("size", SIZE, SIZE_USUAL),
                children(body, depth, Around.NO_HISTOGRAM));
    }

    private Aggregate numbers(Fields body, int depth) {
        body.only(Set.of("property", "interval", "hardBounds", "aggregates"));
        double interval = number(body.require("interval"), body.path("interval"));
        if (!(interval > 0)) {
            throw Fault.invalid(body.path("interval") + " must be above 0");
        }
        Optional<Fields> bounds = bounds(body);
        return new Aggregate.NumberHistogram(
                numeric(body),
                interval,
                bounds.flatMap(b -> b.find("min").map(v -> number(v, b.path("min")))),
                bounds.flatMap(b -> b.find("max").map(v -> number(v, b.path("max")))),
                children(body, depth, Around.HISTOGRAM));
    }

    private static Optional<Fields> bounds(Fields body) {
        Optional<Fields> bounds =
                body.findObject("hardBounds").map(fields -> fields.only(Set.of("min", "max")));
        if (bounds.isPresent()
                && bounds.get().find("min").isEmpty()
                && bounds.get().find("max").isEmpty()) {
            throw Fault.invalid(bounds.get().where() + " must have min or max");
        }
        return bounds;
    }

    /// A number; clients also send it as a text.
    private static double number(Json value, String where) {
        return switch (value) {
            case Json.Int(var whole) -> (double) whole;
            case Json.Real(var real) -> real;
            case Json.Text(var text) -> Numerals.read(text, where);
            case Json.Null _, Json.Bool _, Json.Array _, Json.Members _ ->
                    throw Fault.invalid(where + " must be a number");
        };
    }

    private Aggregate times(Fields body, int depth) {
        body.only(
                Set.of(
                        "property",
                        "calendarInterval",
                        "fixedInterval",
                        "hardBounds",
                        "aggregates"));
        Path path = paths.read(body);
        boolean timely =
                switch (path) {
                    case Path.Top top -> top.time();
                    case Path.Property property -> timely(property);
                };
        if (!timely) {
            throw Fault.invalid(body.path("property") + " must have times");
        }
        Optional<Fields> bounds = bounds(body);
        return new Aggregate.TimeHistogram(
                path,
                interval(body),
                bounds.flatMap(b -> moment(b, "min")),
                bounds.flatMap(b -> moment(b, "max")),
                children(body, depth, Around.HISTOGRAM));
    }

    private static TimeInterval interval(Fields body) {
        Optional<String> calendar = body.findText("calendarInterval");
        Optional<String> fixed = body.findText("fixedInterval");
        if (calendar.isPresent() == fixed.isPresent()) {
            throw Fault.invalid(
                    body.where() + " must have exactly one of calendarInterval and fixedInterval");
        }
        return calendar.map(TimeInterval.Calendar::find)
                .orElseGet(() -> TimeInterval.fixed(fixed.orElseThrow()))
                .orElseThrow(() -> Fault.invalid(body.where() + " has an unknown interval"));
    }

    private static Optional<Long> moment(Fields bounds, String name) {
        return bounds.findText(name)
                .map(
                        text ->
                                Moments.millis(text, Moments.FRACTION_OF_BOUND)
                                        .filter(_ -> Moments.zoned(text))
                                        .orElseThrow(
                                                () ->
                                                        Fault.invalid(
                                                                bounds.path(name)
                                                                        + " must be a timestamp"
                                                                        + " with its zone")));
    }

    private Aggregate filters(Fields body, int depth) {
        body.only(Set.of("filters", "aggregates"));
        List<Filter> filters = new ArrayList<>();
        for (Json filter : body.items("filters", FILTERS)) {
            String where = body.path("filters") + "[" + filters.size() + "]";
            filters.add(FilterReader.read(filter, where, schema));
        }
        filterBuckets += filters.size();
        if (filterBuckets > FILTER_BUCKETS_MAX) {
            throw Fault.invalid("A request must not have more than 30 filters in aggregates");
        }
        return new Aggregate.Filters(filters, children(body, depth, Around.NO_HISTOGRAM));
    }

    private static Aggregate moving(Fields body, Around around) {
        body.only(Set.of("bucketsPath", "window", "function"));
        if (around != Around.HISTOGRAM) {
            throw Fault.invalid(body.where() + " must stand directly inside a histogram");
        }
        return new Aggregate.MovingFunction(
                BucketsPath.read(body.text("bucketsPath"), body.path("bucketsPath")),
                body.findInteger("window", WINDOW)
                        .orElseThrow(() -> Fault.invalid(body.path("window") + " is missing")),
                Aggregate.Function.find(body.text("function"))
                        .orElseThrow(
                                () ->
                                        Fault.invalid(
                                                body.path("function") + " is no known function")));
    }
}
