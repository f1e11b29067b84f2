package chancery.streams.aggregate;

import chancery.streams.aggregate.Aggregate.Function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out moving functions from the buckets around them, wherever the buckets came from. The
/// window ends with the current bucket; a bucket without a value is passed over.
public final class MovingFunctions {
    private static final String NAME = "fnValue";

    private MovingFunctions() {}

    /// The results with all moving functions worked out.
    public static Map<String, Result> applied(
            Map<String, Aggregate> aggregates, Map<String, Result> results) {
        Map<String, Result> applied = new LinkedHashMap<>();
        aggregates.forEach(
                (id, aggregate) -> {
                    Result result = results.get(id);
                    if (aggregate instanceof Aggregate.Buckets buckets
                            && result instanceof Result.Parts parts) {
                        applied.put(id, inside(buckets, parts));
                    } else if (result != null) {
                        applied.put(id, result);
                    }
                });
        return applied;
    }

    private static Result.Parts inside(Aggregate.Buckets aggregate, Result.Parts parts) {
        List<Map<String, Result>> results = new ArrayList<>();
        for (Result.Bucket bucket : parts.buckets()) {
            results.add(applied(aggregate.children(), bucket.results()));
        }
        aggregate
                .children()
                .forEach(
                        (id, child) -> {
                            if (child instanceof Aggregate.MovingFunction moving) {
                                move(moving, id, parts.buckets(), results);
                            }
                        });
        List<Result.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            buckets.add(parts.buckets().get(i).with(inOrder(aggregate.children(), results.get(i))));
        }
        return new Result.Parts(parts.name(), buckets);
    }

    private static Map<String, Result> inOrder(
            Map<String, Aggregate> aggregates, Map<String, Result> results) {
        Map<String, Result> ordered = new LinkedHashMap<>();
        for (String id : aggregates.keySet()) {
            Result result = results.get(id);
            if (result != null) {
                ordered.put(id, result);
            }
        }
        return ordered;
    }

    private static void move(
            Aggregate.MovingFunction moving,
            String id,
            List<Result.Bucket> buckets,
            List<Map<String, Result>> results) {
        List<Optional<Double>> values = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            Result.Bucket bucket = buckets.get(i).with(results.get(i));
            values.add(value(moving.path(), bucket));
            int from = Math.max(0, values.size() - moving.window());
            List<Double> window =
                    values.subList(from, values.size()).stream().flatMap(Optional::stream).toList();
            results.get(i).put(id, new Result.Figure(NAME, of(moving.function(), window, i)));
        }
    }

    /// The number at the end of a path from a bucket; empty where there is none.
    private static Optional<Double> value(BucketsPath path, Result.Bucket start) {
        Result.Bucket bucket = start;
        for (BucketsPath.Step step : path.steps()) {
            if (step.name().equals(BucketsPath.COUNT)) {
                return Optional.of((double) bucket.count());
            }
            switch (bucket.results().get(step.name())) {
                case Result.Figure number -> {
                    return number.value();
                }
                case Result.Parts parts -> {
                    Optional<Result.Bucket> next =
                            parts.buckets().stream()
                                    .filter(b -> Optional.of(b.key()).equals(step.key()))
                                    .findFirst();
                    if (next.isEmpty()) {
                        return Optional.empty();
                    }
                    bucket = next.get();
                }
                case null -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> of(Function function, List<Double> window, int index) {
        boolean average =
                function == Function.UNWEIGHTED_AVG || function == Function.LINEAR_WEIGHTED_AVG;
        if (average && index == 0) {
            // An average needs two buckets.
            return Optional.of(0.0);
        }
        if (window.isEmpty()) {
            return function == Function.SUM ? Optional.of(0.0) : Optional.empty();
        }
        double sum = window.stream().mapToDouble(v -> v).sum();
        return Optional.of(
                switch (function) {
                    case MAX -> window.stream().mapToDouble(v -> v).max().orElseThrow();
                    case MIN -> window.stream().mapToDouble(v -> v).min().orElseThrow();
                    case SUM -> sum;
                    case UNWEIGHTED_AVG -> sum / window.size();
                    case LINEAR_WEIGHTED_AVG -> linear(window);
                });
    }

    /// Weights 1 to n, the newest counting most.
    private static double linear(List<Double> window) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < window.size(); i++) {
            sum += window.get(i) * (i + 1);
            weights += i + 1;
        }
        return sum / weights;
    }
}
