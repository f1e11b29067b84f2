package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnReader;
import chancery.store.column.Condition;
import chancery.store.column.Group;
import chancery.store.column.GroupKey;
import chancery.store.column.Grouping;
import chancery.store.column.Level;
import chancery.store.column.Measure;
import chancery.store.column.Value;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.BucketMaker;
import chancery.streams.aggregate.MovingFunctions;
import chancery.streams.aggregate.Result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Works out one tree of aggregates over the rows of a table: a question for each aggregate that
/// has buckets, grouped by what is around it and itself, which brings the figures that stand
/// directly inside. The answers are put together here; gaps are filled, moving functions applied.
final class Aggregates {
    private final ColumnReader reader;
    private final Conditions conditions;
    private final Condition where;
    private final int bucketsMax;
    private final BucketMaker maker;

    /// By the identifier of the aggregate, which is unique in the tree.
    private final Map<String, Answer> answers = new HashMap<>();

    private Aggregates(
            ColumnReader reader, Conditions conditions, Condition where, int bucketsMax) {
        this.reader = reader;
        this.conditions = conditions;
        this.where = where;
        this.bucketsMax = bucketsMax;
        this.maker = new BucketMaker(bucketsMax);
    }

    /// The results, moving functions included.
    ///
    /// @param where the rows that are meant
    /// @param bucketsMax in the whole answer; more are refused
    static Map<String, Result> of(
            Map<String, Aggregate> tree,
            ColumnReader reader,
            Conditions conditions,
            Condition where,
            int bucketsMax) {
        Aggregates aggregates = new Aggregates(reader, conditions, where, bucketsMax);
        Figures figures = new Figures(tree, conditions);
        Optional<Group> all = aggregates.all(tree, figures);
        aggregates.ask(tree, List.of());
        return MovingFunctions.applied(tree, aggregates.results(tree, figures, all, List.of()));
    }

    /// The figures of all rows that are meant, when there are any.
    private Optional<Group> all(Map<String, Aggregate> tree, Figures figures) {
        boolean asked = !figures.measures().isEmpty() || tree.containsValue(Aggregate.Count.COUNT);
        return asked
                ? Optional.of(reader.groups(grouping(List.of(), figures, 1)).getFirst())
                : Optional.empty();
    }

    /// The groups of one aggregate, by the keys of those around.
    private record Answer(Figures figures, Map<List<Value.Single>, List<Group>> groups) {}

    private Grouping grouping(List<Level> levels, Figures figures, int limit) {
        return new Grouping(where, levels, figures.measures(), limit);
    }

    /// Asks for what the aggregates of one level need, and those inside them.
    private void ask(Map<String, Aggregate> level, List<Level> around) {
        level.forEach(
                (id, aggregate) -> {
                    if (aggregate instanceof Aggregate.Buckets buckets) {
                        level(buckets).ifPresent(own -> ask(id, buckets, with(around, own)));
                    }
                });
    }

    private void ask(String id, Aggregate.Buckets buckets, List<Level> levels) {
        Figures figures = new Figures(buckets.children(), conditions);
        List<Group> groups = reader.groups(grouping(levels, figures, bucketsMax + 1));
        if (groups.size() > bucketsMax) {
            throw maker.refused();
        }
        Map<List<Value.Single>, List<Group>> parents = new HashMap<>();
        for (Group group : groups) {
            List<Value.Single> parent = group.keys().subList(0, levels.size() - 1);
            parents.computeIfAbsent(parent, _ -> new ArrayList<>()).add(group);
        }
        answers.put(id, new Answer(figures, parents));
        if (!groups.isEmpty()) {
            ask(buckets.children(), levels);
        }
    }

    private static <T> List<T> with(List<T> items, T last) {
        List<T> all = new ArrayList<>(items);
        all.add(last);
        return List.copyOf(all);
    }

    /// How an aggregate groups rows; empty when no row has a value to group by.
    private Optional<Level> level(Aggregate.Buckets buckets) {
        return switch (buckets) {
            case Aggregate.UniqueValues unique ->
                    column(Scheme.of(unique.path()))
                            .map(c -> Level.fullest(new GroupKey.Values(c), unique.size()));
            case Aggregate.NumberHistogram histogram ->
                    column(Scheme.of(histogram.property()))
                            .map(
                                    c ->
                                            Level.all(
                                                    new GroupKey.Bins(
                                                            c,
                                                            histogram.interval(),
                                                            histogram.min(),
                                                            histogram.max())));
            case Aggregate.TimeHistogram histogram ->
                    column(Scheme.of(histogram.path()))
                            .map(c -> Level.all(Intervals.key(c, histogram)));
            case Aggregate.Filters filters ->
                    Optional.of(
                            Level.all(
                                    new GroupKey.Cases(
                                            filters.filters().stream()
                                                    .map(conditions::of)
                                                    .toList())));
        };
    }

    private Optional<String> column(Column column) {
        return conditions.has(column) ? Optional.of(column.name()) : Optional.empty();
    }

    /// The measures of the figures on one level, and what came of them.
    private static final class Figures {
        private final Map<String, Integer> places = new HashMap<>();
        private final List<Measure> measures = new ArrayList<>();

        Figures(Map<String, Aggregate> level, Conditions conditions) {
            level.forEach(
                    (id, aggregate) -> {
                        if (aggregate instanceof Aggregate.Metric(var kind, var path)
                                && conditions.has(Scheme.of(path))) {
                            places.put(id, measures.size());
                            measures.add(new Measure(figure(kind), Scheme.of(path).name()));
                        }
                    });
        }

        private static Measure.Figure figure(Aggregate.Kind kind) {
            return switch (kind) {
                case COUNT -> Measure.Figure.VALUES;
                case SUM -> Measure.Figure.SUM;
                case AVG -> Measure.Figure.AVERAGE;
                case MIN -> Measure.Figure.MIN;
                case MAX -> Measure.Figure.MAX;
            };
        }

        List<Measure> measures() {
            return List.copyOf(measures);
        }

        Result.Figure result(String id, Aggregate.Kind kind, Optional<Group> group) {
            Integer place = places.get(id);
            Optional<Double> none =
                    switch (kind) {
                        case COUNT, SUM -> Optional.of(0.0);
                        case AVG, MIN, MAX -> Optional.empty();
                    };
            return new Result.Figure(
                    kind.name().toLowerCase(Locale.ROOT),
                    place == null ? none : group.map(g -> g.figures().get(place)).orElse(none));
        }
    }

    /// @param group the records that the figures are of; none when there is no such record
    /// @param keys of the buckets around
    private Map<String, Result> results(
            Map<String, Aggregate> level,
            Figures figures,
            Optional<Group> group,
            List<Value.Single> keys) {
        Map<String, Result> results = new LinkedHashMap<>();
        level.forEach(
                (id, aggregate) -> {
                    switch (aggregate) {
                        case Aggregate.Count _ ->
                                results.put(
                                        id,
                                        new Result.Figure(
                                                "count", Optional.of((double) rows(group))));
                        case Aggregate.Metric(var kind, _) ->
                                results.put(id, figures.result(id, kind, group));
                        case Aggregate.Buckets buckets -> results.put(id, parts(id, buckets, keys));
                        case Aggregate.MovingFunction _ -> {}
                    }
                });
        return results;
    }

    private static long rows(Optional<Group> group) {
        return group.map(Group::rows).orElse(0L);
    }

    private Result parts(String id, Aggregate.Buckets buckets, List<Value.Single> keys) {
        Answer answer =
                answers.getOrDefault(id, new Answer(new Figures(Map.of(), conditions), Map.of()));
        Inside inside = new Inside(buckets.children(), answer.figures(), keys);
        List<Group> groups = answer.groups().getOrDefault(keys, List.of());
        return switch (buckets) {
            case Aggregate.UniqueValues unique -> unique(unique, groups, inside);
            case Aggregate.NumberHistogram histogram -> numbers(histogram, groups, inside);
            case Aggregate.TimeHistogram histogram -> times(histogram, groups, inside);
            case Aggregate.Filters filters -> filters(filters, groups, inside);
        };
    }

    /// What stands inside the buckets of one aggregate.
    private final class Inside {
        private final Map<String, Aggregate> children;
        private final Figures figures;
        private final List<Value.Single> keys;

        Inside(Map<String, Aggregate> children, Figures figures, List<Value.Single> keys) {
            this.children = children;
            this.figures = figures;
            this.keys = keys;
        }

        Map<String, Result> of(Value.Single key, Optional<Group> group) {
            return results(children, figures, group, with(keys, key));
        }
    }

    private Result unique(Aggregate.UniqueValues unique, List<Group> groups, Inside inside) {
        Form form = Scheme.form(unique.path());
        List<Result.Bucket> parts = new ArrayList<>();
        for (Group group : groups) {
            Value.Single key = group.keys().getLast();
            parts.add(
                    maker.value(form.datum(key), group.rows(), inside.of(key, Optional.of(group))));
        }
        return new Result.Parts("uniqueValueBuckets", parts);
    }

    private static Map<Value.Single, Group> byKey(List<Group> groups) {
        Map<Value.Single, Group> byKey = new HashMap<>();
        groups.forEach(group -> byKey.put(group.keys().getLast(), group));
        return byKey;
    }

    private Result numbers(Aggregate.NumberHistogram histogram, List<Group> groups, Inside inside) {
        List<Result.Bucket> parts = new ArrayList<>();
        if (!groups.isEmpty()) {
            Map<Value.Single, Group> byKey = byKey(groups);
            double first = Intervals.step(groups.getFirst());
            double gap = Intervals.step(groups.getLast()) - first;
            maker.requireSteps(gap);
            for (int i = 0; i <= gap; i++) {
                Value.Single key = Value.of(first + i);
                Optional<Group> group = Optional.ofNullable(byKey.get(key));
                parts.add(
                        maker.number(
                                (first + i) * histogram.interval(),
                                rows(group),
                                inside.of(key, group)));
            }
        }
        return new Result.Parts("numberHistogramBuckets", parts);
    }

    private Result times(Aggregate.TimeHistogram histogram, List<Group> groups, Inside inside) {
        List<Result.Bucket> parts = new ArrayList<>();
        if (!groups.isEmpty()) {
            Map<Value.Single, Group> byKey = byKey(groups);
            long last = Intervals.start(groups.getLast());
            for (long start = Intervals.start(groups.getFirst());
                    start <= last;
                    start = histogram.interval().next(start)) {
                Value.Single key = Value.of(start);
                Optional<Group> group = Optional.ofNullable(byKey.get(key));
                parts.add(maker.time(start, rows(group), inside.of(key, group)));
            }
        }
        return new Result.Parts("timeHistogramBuckets", parts);
    }

    private Result filters(Aggregate.Filters filters, List<Group> groups, Inside inside) {
        Map<Value.Single, Group> byKey = byKey(groups);
        List<Result.Bucket> parts = new ArrayList<>();
        for (int i = 0; i < filters.filters().size(); i++) {
            Value.Single key = Value.of((long) i);
            Optional<Group> group = Optional.ofNullable(byKey.get(key));
            parts.add(maker.filter(i, rows(group), inside.of(key, group)));
        }
        return new Result.Parts("filterBuckets", parts);
    }
}
