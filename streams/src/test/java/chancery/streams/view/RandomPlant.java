package chancery.streams.view;

import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.container.Schema;
import chancery.streams.json.Json;
import chancery.streams.name.ContainerId;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.query.Path;
import chancery.streams.record.Content;
import chancery.streams.record.RecordWrite;
import chancery.streams.value.Datum;
import chancery.streams.value.Moments;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Containers of random properties, and records in them whose values are few, so that they meet.
final class RandomPlant implements Schema {
    private static final List<String> SPACES = List.of("north", "south");
    private static final List<String> TEXTS =
            List.of("", "a", "A", "ab", "abc", "Ö", "\uFFFD", "\uD83D\uDC1B", "a'b", "%", "a_");
    private static final List<Long> WHOLES =
            List.of(-7L, -1L, 0L, 1L, 2L, 3L, 40L, 1_000_000L, (1L << 53) + 1, Long.MIN_VALUE);
    private static final List<Double> REALS =
            List.of(-2.5, -0.0, 0.0, 0.1, 1.0, 2.5, 3.75, 1e9, -1e-9);
    private static final List<String> TIMES =
            List.of(
                    "1969-12-31T23:59:59.999Z",
                    "2024-02-29T00:00:00",
                    "2024-02-29T01:00:00+01:00",
                    "2024-03-01T12:34:56.7Z",
                    "2024-12-31T23:59:59Z",
                    "2025-01-01T00:00:00Z",
                    "2026-06-15T08:00:00-05:30");
    private static final List<String> DAYS =
            List.of("0001-01-01", "1969-12-31", "2024-02-29", "2024-03-01", "2026-01-01");
    private static final List<Json.Members> DOCUMENTS =
            List.of(Json.Members.EMPTY, Json.Members.builder().put("k", 1L).build());

    private final RandomGenerator random;
    private final Map<ContainerId, Map<String, PropertyType>> containers = new LinkedHashMap<>();

    RandomPlant(RandomGenerator random) {
        this.random = random;
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Map<String, PropertyType> properties = new LinkedHashMap<>();
            int size = 1 + random.nextInt(7);
            for (int j = 0; j < size; j++) {
                properties.put("p" + j, type());
            }
            containers.put(new ContainerId(new SpaceId(one(SPACES)), "C" + i), properties);
        }
    }

    private PropertyType type() {
        TypeKind kind = one(List.of(TypeKind.values()));
        PropertyType plain = PropertyType.of(kind);
        boolean list = kind != TypeKind.ENUM && random.nextInt(4) == 0;
        return new PropertyType(
                kind,
                list,
                plain.sizeMax(),
                plain.itemsMax(),
                plain.unit(),
                plain.target(),
                plain.choices());
    }

    <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    @Override
    public boolean hasSpace(SpaceId space) {
        return SPACES.contains(space.value());
    }

    @Override
    public Optional<Definition> find(ContainerId container) {
        Map<String, PropertyType> types = containers.getOrDefault(container, Map.of());
        Map<String, Property> properties = new HashMap<>();
        types.forEach(
                (name, type) ->
                        properties.put(
                                name,
                                new Property(
                                        type,
                                        true,
                                        false,
                                        false,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())));
        return Optional.of(
                new Definition(container, Optional.empty(), Optional.empty(), properties));
    }

    List<ContainerId> containers() {
        return List.copyOf(containers.keySet());
    }

    /// All properties of all containers, one that no record ever fills among them.
    List<Path.Property> properties() {
        List<Path.Property> all = new ArrayList<>();
        containers.forEach(
                (container, types) -> {
                    types.forEach(
                            (name, type) -> all.add(new Path.Property(container, name, type)));
                    all.add(new Path.Property(container, "never", type()));
                });
        return all;
    }

    RecordId id(int ids) {
        return new RecordId(new SpaceId(one(SPACES)), "r" + random.nextInt(ids));
    }

    RecordWrite write(RecordId id) {
        Map<ContainerId, Map<String, Datum>> sources = new HashMap<>();
        containers.forEach(
                (container, types) -> {
                    if (random.nextInt(3) > 0) {
                        sources.put(container, values(types));
                    }
                });
        return new RecordWrite(id, new Content(sources));
    }

    private Map<String, Datum> values(Map<String, PropertyType> types) {
        Map<String, Datum> values = new HashMap<>();
        types.forEach(
                (name, type) -> {
                    if (random.nextInt(4) > 0) {
                        values.put(name, value(type));
                    }
                });
        return values;
    }

    private Datum value(PropertyType type) {
        return type.list()
                ? new Datum.Many(
                        IntStream.rangeClosed(0, random.nextInt(3))
                                .mapToObj(_ -> item(type.kind()))
                                .toList())
                : item(type.kind());
    }

    /// One value of a kind.
    Datum item(TypeKind kind) {
        return switch (kind) {
            case TEXT, ENUM -> new Datum.Text(one(TEXTS));
            case BOOLEAN -> new Datum.Flag(random.nextBoolean());
            case INT32, INT64 -> new Datum.Whole(one(WHOLES));
            case FLOAT32, FLOAT64 -> new Datum.Real(one(REALS));
            case TIMESTAMP -> {
                String text = one(TIMES);
                yield new Datum.Moment(
                        Moments.millis(text, Moments.FRACTION_OF_VALUE).orElseThrow(), text);
            }
            case DATE -> {
                String text = one(DAYS);
                yield new Datum.Day(LocalDate.parse(text).toEpochDay(), text);
            }
            case JSON -> new Datum.Document(one(DOCUMENTS));
            case DIRECT ->
                    new Datum.Link(new RecordId(new SpaceId(one(SPACES)), "t" + random.nextInt(3)));
        };
    }
}
