package chancery.streams.aggregate;

import chancery.streams.fault.Fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From a bucket of a histogram to the number that a moving function takes: names of aggregates
/// inside each other, of which those with buckets say which by its key; at last a number or
/// `_count`.
public record BucketsPath(List<Step> steps) {
    /// How many records are in a bucket.
    static final String COUNT = "_count";

    private static final int LENGTH_MAX = 1280;

    public BucketsPath {
        steps = List.copyOf(steps);
    }

    /// One name, and which of its buckets.
    public record Step(String name, Optional<String> key) {}

    /// Reads a path such as `sites["north"]>_count`.
    static BucketsPath read(String text, String where) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw Fault.invalid(where + " must have from 1 to 1280 characters");
        }
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '>' && text.charAt(end) != '[') {
                end++;
            }
            String name = text.substring(at, end);
            Optional<String> key = Optional.empty();
            if (end < text.length() && text.charAt(end) == '[') {
                int close = text.indexOf("\"]", end + 2);
                if (!text.startsWith("[\"", end) || close < 0) {
                    throw Fault.invalid(where + " must have its keys as [\"key\"]");
                }
                key = Optional.of(text.substring(end + 2, close));
                end = close + 2;
            }
            if (name.isEmpty()) {
                throw Fault.invalid(where + " has a part without a name");
            }
            steps.add(new Step(name, key));
            if (end == text.length()) {
                return new BucketsPath(steps);
            }
            if (text.charAt(end) != '>') {
                throw Fault.invalid(where + " must have > between its parts");
            }
            at = end + 1;
        }
    }

    /// Refuses a path that leads to no number among these aggregates.
    void check(Map<String, Aggregate> around, String where) {
        Map<String, Aggregate> here = around;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            if (step.name().equals(COUNT) && last && step.key().isEmpty()) {
                return;
            }
            here = inside(Optional.ofNullable(here.get(step.name())), step, last, where);
        }
    }

    private static Map<String, Aggregate> inside(
            Optional<Aggregate> aggregate, Step step, boolean last, String where) {
        return switch (aggregate.orElseThrow(
                () -> Fault.invalid(where + ": there is no " + step.name()))) {
            case Aggregate.Metric _, Aggregate.Count _ -> {
                if (!last || step.key().isPresent()) {
                    throw Fault.invalid(where + ": " + step.name() + " has no buckets");
                }
                yield Map.of();
            }
            case Aggregate.Buckets buckets -> {
                if (last || step.key().isEmpty()) {
                    throw Fault.invalid(
                            where + ": " + step.name() + " needs a key, and a part after it");
                }
                yield buckets.children();
            }
            case Aggregate.MovingFunction _ ->
                    throw Fault.invalid(where + ": " + step.name() + " is a moving function");
        };
    }
}
