package chancery.streams.record;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.memory.MemoryStore;
import chancery.streams.Written;
import chancery.streams.container.Definition;
import chancery.streams.container.Schema;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.ProjectName;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.query.Selection;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.truth.StreamTruth;
import chancery.streams.write.RecordWriter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the reader of writes takes is stored, and read back as it was written: over containers of
/// any properties, and records of any values.
final class RoundTripTest {
    private static final ContainerId ID = new ContainerId(new SpaceId("plant"), "Any");

    /// A property: its definition, and values for it.
    private record Kind(String definition, Arbitrary<Json> values) {}

    /// A property and the value that a record has there; null for one that says nothing.
    private record Cell(String definition, Optional<Json> value) {}

    /// A container and a record in it.
    record Row(String externalId, Map<String, Cell> cells) {}

    private static final class Declared implements Schema {
        private final Definition definition;

        Declared(Definition definition) {
            this.definition = definition;
        }

        @Override
        public boolean hasSpace(SpaceId space) {
            return space.value().equals("plant");
        }

        @Override
        public Optional<Definition> find(ContainerId container) {
            return container.equals(ID) ? Optional.of(definition) : Optional.empty();
        }
    }

    private static Arbitrary<Json> texts() {
        return Arbitraries.strings()
                .excludeChars('\0')
                .ofMaxLength(20)
                .filter(RoundTripTest::whole)
                .map(Json.Text::new);
    }

    private static boolean whole(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000);
    }

    private static Arbitrary<Json> days() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9_999),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 28))
                .as(
                        (year, month, day) ->
                                new Json.Text("%04d-%02d-%02d".formatted(year, month, day)));
    }

    private static Arbitrary<Json> moments() {
        Arbitrary<String> times =
                Arbitraries.of("T00:00:00", "T23:59:59.999", "T12:30:15.1", "T07:08:09.25");
        Arbitrary<String> zones = Arbitraries.of("", "Z", "+01:00", "-0730", "+14");
        return Combinators.combine(days(), times, zones)
                .as((day, time, zone) -> new Json.Text(((Json.Text) day).value() + time + zone));
    }

    private static Arbitrary<Json> reals(double max) {
        return Arbitraries.doubles().between(-max, max).ofScale(3).map(Json.Real::new);
    }

    private static Arbitrary<Json> objects() {
        Arbitrary<Json> leaf =
                Arbitraries.oneOf(
                        texts(),
                        Arbitraries.longs().map(Json.Int::new),
                        Arbitraries.just(Json.Null.NULL),
                        Arbitraries.of(true, false).map(Json.Bool::new));
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(5), leaf)
                .ofMaxSize(4)
                .map(Json.Members::new);
    }

    private static Arbitrary<Json> many(Arbitrary<Json> one) {
        return one.list().ofMinSize(1).ofMaxSize(5).map(Json.Array::new);
    }

    private static Arbitrary<Json> links() {
        return Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(9)
                .map(id -> Written.json("{'space':'plant','externalId':'" + id + "'}"));
    }

    private static List<Kind> kinds() {
        Arbitrary<Json> i32 = Arbitraries.integers().map(Json.Int::new);
        Arbitrary<Json> i64 = Arbitraries.longs().map(Json.Int::new);
        Arbitrary<Json> flags = Arbitraries.of(true, false).map(Json.Bool::new);
        Arbitrary<Json> states = Arbitraries.of("open", "shut").map(Json.Text::new);
        String list = ",'list':true";
        return List.of(
                new Kind("'type':'text'", texts()),
                new Kind("'type':'text'" + list, many(texts())),
                new Kind("'type':'boolean'", flags),
                new Kind("'type':'boolean'" + list, many(flags)),
                new Kind("'type':'int32'", i32),
                new Kind("'type':'int32'" + list, many(i32)),
                new Kind("'type':'int64'", i64),
                new Kind("'type':'int64'" + list, many(i64)),
                new Kind("'type':'float32'", reals(3e38)),
                new Kind("'type':'float64'", reals(1e300)),
                new Kind("'type':'float64'" + list, many(reals(1e9))),
                new Kind("'type':'timestamp'", moments()),
                new Kind("'type':'timestamp'" + list, many(moments())),
                new Kind("'type':'date'", days()),
                new Kind("'type':'json'", objects()),
                new Kind("'type':'json'" + list, many(objects())),
                new Kind("'type':'direct'", links()),
                new Kind("'type':'direct'" + list, many(links())),
                new Kind("'type':'enum','values':{'open':{},'shut':{}}", states));
    }

    @Provide
    Arbitrary<Row> rows() {
        Arbitrary<Cell> cells =
                Arbitraries.of(kinds())
                        .flatMap(
                                kind ->
                                        kind.values()
                                                .optional(0.8)
                                                .map(value -> new Cell(kind.definition(), value)));
        Arbitrary<String> names =
                Combinators.combine(
                                Arbitraries.strings().alpha().numeric().ofLength(1),
                                Arbitraries.strings().alpha().withChars('_', '-').ofMaxLength(6))
                        .as((first, rest) -> "p" + first + rest);
        Arbitrary<String> ids =
                Arbitraries.strings()
                        .excludeChars('\0')
                        .ofMinLength(1)
                        .ofMaxLength(30)
                        .filter(RoundTripTest::whole);
        return Combinators.combine(ids, Arbitraries.maps(names, cells).ofMinSize(1).ofMaxSize(8))
                .as(Row::new);
    }

    private static Definition definition(Row row) {
        StringBuilder properties = new StringBuilder();
        row.cells()
                .forEach(
                        (name, cell) ->
                                properties
                                        .append(properties.isEmpty() ? "" : ",")
                                        .append("'" + name + "':{'type':{")
                                        .append(cell.definition())
                                        .append("}}"));
        return Definition.of(
                Written.fields(
                        "{'space':'plant','externalId':'Any','usedFor':'record','properties':{"
                                + properties
                                + "}}"));
    }

    private static Json body(Row row) {
        Json.Builder properties = Json.Members.builder();
        row.cells()
                .forEach((name, cell) -> properties.put(name, cell.value().orElse(Json.Null.NULL)));
        Json.Members source =
                Json.Members.builder()
                        .put("source", Written.json("{'space':'plant','externalId':'Any'}"))
                        .put("properties", properties.build())
                        .build();
        Json.Members item =
                Json.Members.builder()
                        .put("space", "plant")
                        .put("externalId", row.externalId())
                        .put("sources", List.of(source))
                        .build();
        return Json.Members.builder().put("items", List.of(item)).build();
    }

    /// The values of a record as they were said.
    private static Json said(Row row) {
        Map<String, Json> values = new TreeMap<>();
        row.cells().forEach((name, cell) -> cell.value().ifPresent(v -> values.put(name, v)));
        return values.isEmpty()
                ? Json.Members.EMPTY
                : new Json.Members(
                        Map.of("plant", new Json.Members(Map.of("Any", new Json.Members(values)))));
    }

    @Property(tries = 300)
    void givesBackWhatItTook(@ForAll("rows") Row row) {
        Schema schema = new Declared(definition(row));
        Json sent = JsonText.parse(JsonText.write(body(row)));
        List<RecordWrite> writes =
                new WriteReader(schema, StreamsLimits.Writes.STANDARD).writes(sent);
        Selection all =
                Selection.read(
                        Fields.body(
                                Written.json(
                                        "{'sources':[{'source':{'space':'plant',"
                                                + "'externalId':'Any'},'properties':['*']}]}")),
                        schema);

        for (Template template : List.of(Template.STANDARD.get(1), Template.STANDARD.get(2))) {
            try (MemoryStore store = new MemoryStore(System::nanoTime)) {
                var stream =
                        new Stream(
                                new StreamId("s"),
                                template.name(),
                                template.settings(),
                                1,
                                Optional.empty());
                var truth = new StreamTruth(store, new ProjectName("dev"), stream);
                new RecordWriter(() -> Instant.EPOCH, StreamsLimits.Writes.STANDARD)
                        .ingest(truth, writes);

                StoredRecord kept = truth.find(writes.getFirst().id()).getFirst();

                assertThat(kept.id().externalId()).isEqualTo(row.externalId());
                assertThat(kept.content()).isEqualTo(writes.getFirst().content());
                assertThat(JsonText.parse(all.of(kept.content()).write())).isEqualTo(said(row));
                assertThat(new WriteReader(schema, StreamsLimits.Writes.STANDARD).writes(sent))
                        .isEqualTo(writes);
            }
        }
        assertThat(Set.copyOf(row.cells().keySet()))
                .isEqualTo(definition(row).properties().keySet());
    }
}
