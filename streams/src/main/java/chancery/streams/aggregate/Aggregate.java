package chancery.streams.aggregate;

import chancery.streams.query.Filter;
import chancery.streams.query.Path;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is worked out over a set of records.
public sealed interface Aggregate {
    /// One number.
    record Metric(Kind kind, Path path) implements Aggregate {}

    /// Which number.
    enum Kind {
        AVG,
        SUM,
        MIN,
        MAX,
        /// How many values there are.
        COUNT
    }

    /// How many records there are.
    enum Count implements Aggregate {
        COUNT
    }

    /// Parts of the records, each with aggregates of its own.
    sealed interface Buckets extends Aggregate {
        Map<String, Aggregate> children();
    }

    /// A bucket for each value, the fullest first.
    record UniqueValues(Path path, int size, Map<String, Aggregate> children) implements Buckets {
        public UniqueValues {
            children = ordered(children);
        }
    }

    /// A bucket for each interval of a number.
    ///
    /// @param min of the starts of buckets, inclusive
    /// @param max of the starts of buckets, inclusive
    record NumberHistogram(
            Path.Property property,
            double interval,
            Optional<Double> min,
            Optional<Double> max,
            Map<String, Aggregate> children)
            implements Buckets {
        public NumberHistogram {
            children = ordered(children);
        }
    }

    /// A bucket for each interval of time.
    ///
    /// @param min of the starts of buckets in milliseconds, inclusive
    /// @param max of the starts of buckets in milliseconds, exclusive
    record TimeHistogram(
            Path path,
            TimeInterval interval,
            Optional<Long> min,
            Optional<Long> max,
            Map<String, Aggregate> children)
            implements Buckets {
        public TimeHistogram {
            children = ordered(children);
        }
    }

    /// A bucket for each filter, in their order.
    record Filters(List<Filter> filters, Map<String, Aggregate> children) implements Buckets {
        public Filters {
            filters = List.copyOf(filters);
            children = ordered(children);
        }
    }

    /// A function of the last buckets of the histogram around it, the current one among them.
    record MovingFunction(BucketsPath path, int window, Function function) implements Aggregate {}

    /// What a moving function does with the values of its window.
    enum Function {
        MAX("MovingFunctions.max"),
        MIN("MovingFunctions.min"),
        SUM("MovingFunctions.sum"),
        UNWEIGHTED_AVG("MovingFunctions.unweightedAvg"),
        LINEAR_WEIGHTED_AVG("MovingFunctions.linearWeightedAvg");

        private final String wire;

        Function(String wire) {
            this.wire = wire;
        }

        static Optional<Function> find(String wire) {
            for (Function function : values()) {
                if (function.wire.equals(wire)) {
                    return Optional.of(function);
                }
            }
            return Optional.empty();
        }
    }

    private static Map<String, Aggregate> ordered(Map<String, Aggregate> children) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }
}
