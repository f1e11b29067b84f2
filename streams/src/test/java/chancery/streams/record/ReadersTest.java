package chancery.streams.record;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.Written;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.AggregateReader;
import chancery.streams.aggregate.Aggregation;
import chancery.streams.aggregate.Result;
import chancery.streams.container.Definition;
import chancery.streams.fault.Fault;
import chancery.streams.json.AnyJson;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.query.Filter;
import chancery.streams.query.FilterReader;
import chancery.streams.query.Matcher;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Selection;
import chancery.streams.query.Sort;
import chancery.streams.query.TargetUnits;
import chancery.streams.query.TimeWindow;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every reader of what comes from outside takes a document or refuses it with a [Fault], whatever
/// it is; and what was taken works on records.
final class ReadersTest {
    private static final int TRIES = 400;
    private static final int BUCKETS = 100;
    private static final Plant PLANT = new Plant();

    /// Records with and without each property.
    private static final List<StoredRecord> RECORDS =
            List.of(
                    Alarms.alarm("a", 1_000, "'severity':1"),
                    Alarms.alarm(
                            "b",
                            2_000,
                            "'severity':-2147483648,'text':'','level':1.7976931348623157E308,"
                                    + "'on':true,'at':'0001-01-01T00:00:00Z','day':'9999-12-31',"
                                    + "'extra':{'k':[null]},'state':'open','tags':['x','y'],"
                                    + "'counts':[-9223372036854775808,9223372036854775807],"
                                    + "'asset':{'space':'plant','externalId':'b'}"),
                    Alarms.alarm("c", 3_000, "'severity':2147483647,'level':-0.5,'counts':[0]"));

    private static final List<Json> PATHS =
            texts(
                    "['space']",
                    "['externalId']",
                    "['createdTime']",
                    "['lastUpdatedTime']",
                    "['plant','Alarm','severity']",
                    "['plant','Alarm','level']",
                    "['plant','Alarm','text']",
                    "['plant','Alarm','at']",
                    "['plant','Alarm','day']",
                    "['plant','Alarm','on']",
                    "['plant','Alarm','extra']",
                    "['plant','Alarm','asset']",
                    "['plant','Alarm','state']",
                    "['plant','Alarm','tags']",
                    "['plant','Alarm','counts']",
                    "['plant','Alarm','none']",
                    "['plant','None','text']",
                    "['plant','Alarm']");

    private static final List<Json> LITERALS =
            texts(
                    "'2026-01-31T08:00:00Z'",
                    "'2026-01-31'",
                    "'x'",
                    "'open'",
                    "0",
                    "1",
                    "0.001",
                    "1E-300",
                    "1.7976931348623157E308",
                    "9223372036854775807",
                    "true",
                    "{'space':'plant','externalId':'b'}",
                    "[1]");

    private static final List<Json> OTHERS =
            texts(
                    "{'type':'container','space':'plant','externalId':'Alarm'}",
                    "{'type':'text'}",
                    "{'type':'int32','list':true}",
                    "'2026-01-31T08:00:00Z'",
                    "'2026-01-31'",
                    "'1h'",
                    "'9999999999d'",
                    "['*']",
                    "[1,2]",
                    "{'count':{}}",
                    "{'matchAll':{}}");

    private static List<Json> texts(String... texts) {
        return Stream.of(texts).map(Written::json).toList();
    }

    private static Arbitrary<Json> of(String words) {
        List<Json> leaves = new ArrayList<>(PATHS);
        leaves.addAll(OTHERS);
        return AnyJson.of(List.of(words.split(" ", -1)), leaves);
    }

    @Provide
    Arbitrary<Json> filters() {
        return of(
                "and or not matchAll exists equals in range prefix containsAny containsAll hasData"
                        + " property value values gt gte lt lte");
    }

    @Provide
    Arbitrary<Json> aggregates() {
        return of(
                "avg sum min max count uniqueValues numberHistogram timeHistogram filters"
                        + " movingFunction property size interval calendarInterval fixedInterval"
                        + " hardBounds aggregates bucketsPath window function _count"
                        + " MovingFunctions.sum 1M 1s 1y 1ms 25d");
    }

    @Provide
    Arbitrary<Json> bodies() {
        return of(
                "items space externalId sources source properties type plant Alarm text int32 name"
                        + " usedFor record nullable defaultValue list maxTextSize maxListSize unit"
                        + " values unknownValue sort property direction descending nullsFirst"
                        + " lastUpdatedTime gt gte lt lte targetUnits unitSystemName");
    }

    /// Filters of the right shape, over paths and values that may fit each other.
    @Provide
    Arbitrary<Json> shapedFilters() {
        Arbitrary<Json> path = Arbitraries.of(PATHS);
        Arbitrary<Json> value = Arbitraries.of(LITERALS);
        Arbitrary<Json> some = value.list().ofMinSize(1).ofMaxSize(3).map(Json.Array::new);
        Arbitrary<Json> leaf =
                Arbitraries.oneOf(
                        path.map(p -> filter("exists", Map.of("property", p))),
                        shaped(Arbitraries.of("equals", "prefix"), "value", path, value),
                        shaped(
                                Arbitraries.of("in", "containsAny", "containsAll"),
                                "values",
                                path,
                                some),
                        shaped(Arbitraries.just("range"), "gte", path, value));
        Arbitrary<Json> pair =
                Combinators.combine(Arbitraries.of("and", "or"), leaf.list().ofSize(2))
                        .as((name, two) -> new Json.Members(Map.of(name, new Json.Array(two))));
        return Arbitraries.oneOf(leaf, pair, pair.map(f -> new Json.Members(Map.of("not", f))));
    }

    private static Arbitrary<Json> shaped(
            Arbitrary<String> name, String member, Arbitrary<Json> path, Arbitrary<Json> value) {
        return Combinators.combine(name, path, value)
                .as((n, p, v) -> filter(n, Map.of("property", p, member, v)));
    }

    private static Json filter(String name, Map<String, Json> body) {
        return new Json.Members(Map.of(name, new Json.Members(body)));
    }

    /// Aggregates of the right shape, over paths and parameters that may fit each other.
    @Provide
    Arbitrary<Json> shapedAggregates() {
        Arbitrary<Json> path = Arbitraries.of(PATHS);
        Arbitrary<Json> metric =
                Combinators.combine(Arbitraries.of("avg", "sum", "min", "max", "count"), path)
                        .as((name, p) -> filter(name, Map.of("property", p)));
        Arbitrary<Json> numbers =
                Combinators.combine(path, Arbitraries.of(LITERALS), metric)
                        .as((p, v, m) -> buckets("numberHistogram", "interval", p, v, m));
        Arbitrary<Json> times =
                Combinators.combine(
                                path,
                                Arbitraries.of("1s", "1h", "1M", "1y", "1w", "1q")
                                        .map(Json.Text::new),
                                metric)
                        .as((p, v, m) -> buckets("timeHistogram", "calendarInterval", p, v, m));
        Arbitrary<Json> unique =
                Combinators.combine(path, Arbitraries.integers().between(0, 3), metric)
                        .as((p, v, m) -> buckets("uniqueValues", "size", p, new Json.Int(v), m));
        return Arbitraries.oneOf(metric, numbers, times, unique)
                .map(one -> new Json.Members(Map.of("a", one)));
    }

    private static Json buckets(String name, String parameter, Json path, Json value, Json inside) {
        return filter(
                name,
                Map.of(
                        "property",
                        path,
                        parameter,
                        value,
                        "aggregates",
                        new Json.Members(Map.of("b", inside))));
    }

    /// Runs a reader, which may refuse.
    private static boolean taken(Runnable reader) {
        try {
            reader.run();
            return true;
        } catch (Fault refused) {
            assertThat(refused.text()).isNotEmpty();
            return false;
        }
    }

    private static boolean filters(Json json) {
        return taken(
                () -> {
                    Filter filter = FilterReader.read(json, "filter", PLANT);
                    RECORDS.forEach(record -> Matcher.matches(filter, record));
                });
    }

    private static boolean aggregates(Json json) {
        return taken(
                () -> {
                    Json.Members body = Json.Members.builder().put("aggregates", json).build();
                    Map<String, Aggregate> aggregates =
                            AggregateReader.read(Fields.body(body), PLANT);
                    Result.json(Aggregation.of(aggregates, RECORDS, BUCKETS));
                });
    }

    @Property(tries = TRIES)
    void anyFilterIsReadOrRefused(@ForAll("filters") Json json) {
        filters(json);
    }

    @Property(tries = TRIES)
    void shapedFiltersAreReadOrRefused(@ForAll("shapedFilters") Json json) {
        Statistics.label("taken")
                .collect(filters(json))
                .coverage(c -> c.check(true).percentage(p -> p > 5));
    }

    @Property(tries = TRIES)
    void anyAggregatesAreReadOrRefused(@ForAll("aggregates") Json json) {
        aggregates(json);
    }

    @Property(tries = TRIES)
    void shapedAggregatesAreReadOrRefused(@ForAll("shapedAggregates") Json json) {
        Statistics.label("taken")
                .collect(aggregates(json))
                .coverage(c -> c.check(true).percentage(p -> p > 5));
    }

    @Property(tries = TRIES)
    void bodiesAreReadOrRefused(@ForAll("bodies") Json json) {
        taken(() -> new WriteReader(PLANT, StreamsLimits.Writes.STANDARD).writes(json));
        taken(() -> new WriteReader(PLANT, StreamsLimits.Writes.STANDARD).deletes(json));
        taken(() -> Definition.of(Fields.body(json)));
        taken(() -> TargetUnits.check(Fields.body(json), PLANT));
        taken(() -> TimeWindow.read(Fields.body(json)));
        taken(
                () -> {
                    Selection selection = Selection.read(Fields.body(json), PLANT);
                    RECORDS.forEach(record -> selection.of(record.content()));
                });
        taken(
                () -> {
                    RecordOrder order = new RecordOrder(Sort.read(Fields.body(json), PLANT));
                    assertThat(RECORDS.stream().sorted(order)).hasSameSizeAs(RECORDS);
                });
    }
}
