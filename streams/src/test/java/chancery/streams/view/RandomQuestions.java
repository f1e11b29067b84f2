package chancery.streams.view;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.TimeInterval;
import chancery.streams.answer.Question;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.value.Datum;
import chancery.streams.value.TypeKind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Questions of every kind about the records of a [RandomPlant].
final class RandomQuestions {
    private static final List<Path> TIMES =
            List.of(Path.Top.CREATED_TIME, Path.Top.LAST_UPDATED_TIME);

    private final RandomGenerator random;
    private final RandomPlant plant;
    private final long now;
    private int ids;

    /// @param now about when the records were written
    RandomQuestions(RandomGenerator random, RandomPlant plant, long now) {
        this.random = random;
        this.plant = plant;
        this.now = now;
    }

    Question question() {
        TimeWindow window =
                random.nextInt(3) > 0
                        ? TimeWindow.ALWAYS
                        : new TimeWindow(now + random.nextInt(20), now + random.nextInt(40));
        return new Question(filter(0), window);
    }

    private Filter filter(int depth) {
        int kinds = depth < 3 ? 12 : 8;
        return switch (random.nextInt(kinds)) {
            case 0 -> Filter.All.ALL;
            case 1 -> new Filter.Exists(property(_ -> true));
            case 2, 3 -> in();
            case 4 -> range();
            case 5 -> prefix();
            case 6 -> contains();
            case 7 -> new Filter.Filled(List.of(plant.one(plant.containers())));
            case 8 -> new Filter.Not(filter(depth + 1));
            case 9 -> new Filter.Or(filters(depth));
            default -> new Filter.And(filters(depth));
        };
    }

    private List<Filter> filters(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> filter(depth + 1))
                .toList();
    }

    private Path.Property property(Predicate<Path.Property> wanted) {
        List<Path.Property> fit = plant.properties().stream().filter(wanted).toList();
        return fit.isEmpty()
                ? new Path.Property(
                        plant.one(plant.containers()),
                        "missing",
                        chancery.streams.value.PropertyType.of(TypeKind.FLOAT64))
                : plant.one(fit);
    }

    private Path.Property single() {
        return property(p -> !p.type().list() && p.type().kind() != TypeKind.JSON);
    }

    private Filter in() {
        Path path = random.nextInt(4) == 0 ? plant.one(List.of(Path.Top.values())) : single();
        return new Filter.In(path, values(path));
    }

    private List<Datum> values(Path path) {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> value(path)).toList();
    }

    private Datum value(Path path) {
        return switch (path) {
            case Path.Property property -> plant.item(property.type().kind());
            case Path.Top.SPACE -> new Datum.Text(plant.one(List.of("north", "so\0uth", "x")));
            case Path.Top.EXTERNAL_ID -> new Datum.Text("r" + random.nextInt(8));
            case Path.Top.CREATED_TIME, Path.Top.LAST_UPDATED_TIME ->
                    new Datum.Whole(now + random.nextInt(40));
        };
    }

    private Filter range() {
        Path path = random.nextInt(4) == 0 ? plant.one(TIMES) : ordered();
        Optional<Filter.End> low = end(path);
        Optional<Filter.End> high = low.isEmpty() || random.nextBoolean() ? end(path) : low;
        return new Filter.Range(path, low, high);
    }

    private Path.Property ordered() {
        return property(
                p ->
                        !p.type().list()
                                && switch (p.type().kind()) {
                                    case TEXT, INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE ->
                                            true;
                                    case BOOLEAN, JSON, DIRECT, ENUM -> false;
                                });
    }

    private Optional<Filter.End> end(Path path) {
        if (random.nextInt(3) == 0) {
            return Optional.empty();
        }
        boolean whole = path instanceof Path.Property p && p.type().kind() == TypeKind.INT64;
        Datum value =
                whole && random.nextBoolean()
                        ? new Datum.Real(
                                plant.one(List.of(-1e300, -1.5, -0.0, 1.0, 2.5, 0x1p63, 1e300)))
                        : value(path);
        return Optional.of(
                new Filter.End(
                        value, random.nextBoolean() ? Filter.Edge.INCLUDED : Filter.Edge.EXCLUDED));
    }

    private Filter prefix() {
        Path path =
                random.nextInt(3) == 0
                        ? plant.one(List.of(Path.Top.SPACE, Path.Top.EXTERNAL_ID))
                        : property(p -> !p.type().list() && p.type().kind() == TypeKind.TEXT);
        boolean text = path instanceof Path.Top || Scheme.form(path) == Form.TEXT;
        String start = plant.one(List.of("a", "r1", "n", "%", "a_", "Ö", "\uD83D\uDC1B", "a\0"));
        return text ? new Filter.Prefix(path, start) : Filter.All.ALL;
    }

    private Filter contains() {
        Path.Property path = property(p -> p.type().list() && p.type().kind() != TypeKind.JSON);
        if (!path.type().list()) {
            return new Filter.Not(Filter.All.ALL);
        }
        return random.nextBoolean()
                ? new Filter.ContainsAny(path, values(path))
                : new Filter.ContainsAll(path, values(path));
    }

    Sort sort() {
        List<Sort.Key> keys = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            keys.add(
                    new Sort.Key(
                            random.nextInt(3) == 0
                                    ? plant.one(List.of(Path.Top.values()))
                                    : single(),
                            plant.one(List.of(Sort.Direction.values())),
                            plant.one(List.of(Sort.Nulls.values()))));
        }
        return new Sort(keys);
    }

    /// A tree of aggregates of at most so many levels.
    Map<String, Aggregate> aggregates(int levels) {
        Map<String, Aggregate> level = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            level.put("a" + ids++, aggregate(levels - 1));
        }
        return level;
    }

    private Map<String, Aggregate> children(int levels) {
        return levels == 0 || random.nextInt(3) == 0 ? Map.of() : aggregates(levels);
    }

    private Aggregate aggregate(int levels) {
        return switch (random.nextInt(9)) {
            case 0 -> Aggregate.Count.COUNT;
            case 1 -> new Aggregate.Metric(Aggregate.Kind.COUNT, property(_ -> true));
            case 2 ->
                    new Aggregate.Metric(
                            plant.one(List.of(Aggregate.Kind.SUM, Aggregate.Kind.AVG)), numeric());
            case 3 ->
                    new Aggregate.Metric(
                            plant.one(List.of(Aggregate.Kind.MIN, Aggregate.Kind.MAX)),
                            random.nextInt(3) == 0 ? plant.one(TIMES) : measured());
            case 4, 5 -> unique(levels);
            case 6 -> numbers(levels);
            case 7 -> times(levels);
            default ->
                    new Aggregate.Filters(
                            IntStream.rangeClosed(0, random.nextInt(3))
                                    .mapToObj(_ -> filter(1))
                                    .toList(),
                            children(levels));
        };
    }

    private Path.Property numeric() {
        return property(p -> p.type().kind().numeric());
    }

    private static boolean timely(Path.Property p) {
        return p.type().kind() == TypeKind.TIMESTAMP || p.type().kind() == TypeKind.DATE;
    }

    private Path.Property measured() {
        return property(p -> p.type().kind().numeric() || timely(p));
    }

    private Aggregate unique(int levels) {
        Path path =
                random.nextInt(4) == 0
                        ? Path.Top.SPACE
                        : property(
                                p ->
                                        p.type().kind() != TypeKind.JSON
                                                && p.type().kind() != TypeKind.DIRECT);
        return new Aggregate.UniqueValues(path, 1 + random.nextInt(4), children(levels));
    }

    private Aggregate numbers(int levels) {
        // Values are so far apart that all but wide intervals have too many gaps without bounds.
        boolean bound = random.nextInt(4) > 0;
        return new Aggregate.NumberHistogram(
                numeric(),
                plant.one(List.of(0.3, 1.0, 7.0, 1e18)),
                bound ? Optional.of(plant.one(List.of(-3.0, 0.0))) : Optional.empty(),
                bound ? Optional.of(plant.one(List.of(2.0, 42.5))) : Optional.empty(),
                children(levels));
    }

    private Aggregate times(int levels) {
        Path path = random.nextInt(3) == 0 ? plant.one(TIMES) : property(RandomQuestions::timely);
        if (path instanceof Path.Property property && !timely(property)) {
            path = Path.Top.CREATED_TIME;
        }
        TimeInterval interval =
                plant.one(
                        List.of(
                                TimeInterval.Calendar.DAY,
                                TimeInterval.Calendar.WEEK,
                                TimeInterval.Calendar.MONTH,
                                TimeInterval.Calendar.QUARTER,
                                TimeInterval.Calendar.YEAR,
                                new TimeInterval.Fixed(7 * 3_600_000L)));
        boolean bound = random.nextInt(4) > 0;
        return new Aggregate.TimeHistogram(
                path,
                interval,
                bound
                        ? Optional.of(Instant.parse("2024-02-01T00:00:00Z").toEpochMilli())
                        : Optional.empty(),
                bound
                        ? Optional.of(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli())
                        : Optional.empty(),
                children(levels));
    }
}
