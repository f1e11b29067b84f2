package chancery.streams.aggregate;

import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.query.Path;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.DatumOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Works out aggregates over records in memory: plain code that says what the answer is.
public final class Aggregation {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final BucketMaker buckets;

    private Aggregation(int bucketsMax) {
        this.buckets = new BucketMaker(bucketsMax);
    }

    /// The results, moving functions included.
    ///
    /// @param bucketsMax in the whole answer; more are refused
    public static Map<String, Result> of(
            Map<String, Aggregate> aggregates, List<StoredRecord> records, int bucketsMax) {
        Map<String, Result> plain = new Aggregation(bucketsMax).all(aggregates, records);
        return MovingFunctions.applied(aggregates, plain);
    }

    private Map<String, Result> all(Map<String, Aggregate> aggregates, List<StoredRecord> records) {
        Map<String, Result> results = new LinkedHashMap<>();
        aggregates.forEach(
                (id, aggregate) ->
                        result(aggregate, records).ifPresent(result -> results.put(id, result)));
        return results;
    }

    private Optional<Result> result(Aggregate aggregate, List<StoredRecord> records) {
        return switch (aggregate) {
            case Aggregate.Count _ ->
                    Optional.of(new Result.Figure("count", Optional.of((double) records.size())));
            case Aggregate.Metric metric -> Optional.of(number(metric, records));
            case Aggregate.UniqueValues unique -> Optional.of(unique(unique, records));
            case Aggregate.NumberHistogram histogram -> Optional.of(numbers(histogram, records));
            case Aggregate.TimeHistogram histogram -> Optional.of(times(histogram, records));
            case Aggregate.Filters filters -> Optional.of(filters(filters, records));
            case Aggregate.MovingFunction _ -> Optional.empty();
        };
    }

    private static Result number(Aggregate.Metric metric, List<StoredRecord> records) {
        List<Datum> values =
                records.stream().flatMap(record -> values(metric.path(), record).stream()).toList();
        return switch (metric.kind()) {
            case COUNT -> new Result.Figure("count", Optional.of((double) values.size()));
            case SUM -> new Result.Figure("sum", Optional.of(sum(values)));
            case AVG ->
                    new Result.Figure(
                            "avg",
                            values.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(sum(values) / values.size()));
            case MIN ->
                    new Result.Figure(
                            "min", values.stream().map(Aggregation::number).min(Double::compare));
            case MAX ->
                    new Result.Figure(
                            "max", values.stream().map(Aggregation::number).max(Double::compare));
        };
    }

    private static double sum(List<Datum> values) {
        return values.stream().mapToDouble(Aggregation::number).sum();
    }

    /// The values of a record there, each item of a list on its own.
    private static List<Datum> values(Path path, StoredRecord record) {
        return switch (path.of(record).orElse(null)) {
            case null -> List.of();
            case Datum.Many(var items) -> items;
            case Datum single -> List.of(single);
        };
    }

    /// A value as a number; times in milliseconds.
    private static double number(Datum value) {
        return switch (value) {
            case Datum.Whole(var whole) -> (double) whole;
            case Datum.Real(var real) -> real;
            case Datum.Moment _, Datum.Day _ -> (double) millis(value);
            case Datum.Flag _, Datum.Text _, Datum.Document _, Datum.Link _, Datum.Many _ ->
                    throw new IllegalStateException("no number: " + value);
        };
    }

    private static long millis(Datum value) {
        return switch (value) {
            case Datum.Whole(var millis) -> millis;
            case Datum.Moment(var millis, _) -> millis;
            case Datum.Day(var day, _) -> day * DAY_MILLIS;
            case Datum.Real _,
                    Datum.Flag _,
                    Datum.Text _,
                    Datum.Document _,
                    Datum.Link _,
                    Datum.Many _ ->
                    throw new IllegalStateException("no time: " + value);
        };
    }

    private Result unique(Aggregate.UniqueValues unique, List<StoredRecord> records) {
        Map<Datum, List<StoredRecord>> groups = new TreeMap<>(DatumOrder.ORDER);
        for (StoredRecord record : records) {
            Set<Datum> distinct = new TreeSet<>(DatumOrder.ORDER);
            distinct.addAll(values(unique.path(), record));
            for (Datum value : distinct) {
                groups.computeIfAbsent(value, _ -> new ArrayList<>()).add(record);
            }
        }
        Comparator<Map.Entry<Datum, List<StoredRecord>>> fullest =
                Comparator.comparing(group -> -group.getValue().size());
        List<Result.Bucket> parts = new ArrayList<>();
        groups.entrySet().stream()
                .sorted(fullest)
                .limit(unique.size())
                .forEach(
                        group ->
                                parts.add(
                                        buckets.value(
                                                group.getKey(),
                                                group.getValue().size(),
                                                all(unique.children(), group.getValue()))));
        return new Result.Parts("uniqueValueBuckets", parts);
    }

    private Result numbers(Aggregate.NumberHistogram histogram, List<StoredRecord> records) {
        double interval = histogram.interval();
        TreeMap<Double, List<StoredRecord>> groups = new TreeMap<>();
        for (StoredRecord record : records) {
            Set<Double> steps = new HashSet<>();
            for (Datum value : values(histogram.property(), record)) {
                // Adding zero makes one zero of both.
                steps.add(Math.floor(number(value) / interval) + 0.0);
            }
            for (double step : steps) {
                double start = step * interval;
                if (histogram.min().map(min -> start >= min).orElse(true)
                        && histogram.max().map(max -> start <= max).orElse(true)) {
                    groups.computeIfAbsent(step, _ -> new ArrayList<>()).add(record);
                }
            }
        }
        List<Result.Bucket> parts = new ArrayList<>();
        if (!groups.isEmpty()) {
            double first = groups.firstKey();
            double gap = groups.lastKey() - first;
            buckets.requireSteps(gap);
            for (int i = 0; i <= gap; i++) {
                double step = first + i;
                List<StoredRecord> group = groups.getOrDefault(step, List.of());
                parts.add(
                        buckets.number(
                                step * interval, group.size(), all(histogram.children(), group)));
            }
        }
        return new Result.Parts("numberHistogramBuckets", parts);
    }

    private Result times(Aggregate.TimeHistogram histogram, List<StoredRecord> records) {
        TreeMap<Long, List<StoredRecord>> groups = new TreeMap<>();
        for (StoredRecord record : records) {
            Set<Long> starts = new HashSet<>();
            for (Datum value : values(histogram.path(), record)) {
                starts.add(histogram.interval().start(millis(value)));
            }
            for (long start : starts) {
                if (histogram.min().map(min -> start >= min).orElse(true)
                        && histogram.max().map(max -> start < max).orElse(true)) {
                    groups.computeIfAbsent(start, _ -> new ArrayList<>()).add(record);
                }
            }
        }
        List<Result.Bucket> parts = new ArrayList<>();
        if (!groups.isEmpty()) {
            long last = groups.lastKey();
            for (long start = groups.firstKey();
                    start <= last;
                    start = histogram.interval().next(start)) {
                List<StoredRecord> group = groups.getOrDefault(start, List.of());
                parts.add(buckets.time(start, group.size(), all(histogram.children(), group)));
            }
        }
        return new Result.Parts("timeHistogramBuckets", parts);
    }

    private Result filters(Aggregate.Filters filters, List<StoredRecord> records) {
        List<Result.Bucket> parts = new ArrayList<>();
        for (Filter filter : filters.filters()) {
            List<StoredRecord> group =
                    records.stream().filter(record -> Matcher.matches(filter, record)).toList();
            parts.add(buckets.filter(parts.size(), group.size(), all(filters.children(), group)));
        }
        return new Result.Parts("filterBuckets", parts);
    }
}
