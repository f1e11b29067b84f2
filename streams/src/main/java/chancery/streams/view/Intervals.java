package chancery.streams.view;

import chancery.store.column.Group;
import chancery.store.column.GroupKey;
import chancery.store.column.Value;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.TimeInterval;

import java.time.Duration;
import java.util.Optional;

/// Says intervals of histograms in the words of a table, and back.
final class Intervals {
    private Intervals() {}

    /// How a column of milliseconds is cut into intervals.
    static GroupKey key(String column, Aggregate.TimeHistogram histogram) {
        Optional<Long> min = histogram.min();
        Optional<Long> max = histogram.max().map(end -> end - 1);
        return switch (histogram.interval()) {
            case TimeInterval.Fixed(var millis) -> new GroupKey.Spans(column, millis, min, max);
            case TimeInterval.Calendar calendar ->
                    switch (calendar) {
                        case SECOND -> spans(column, Duration.ofSeconds(1), min, max);
                        case MINUTE -> spans(column, Duration.ofMinutes(1), min, max);
                        case HOUR -> spans(column, Duration.ofHours(1), min, max);
                        case DAY -> spans(column, Duration.ofDays(1), min, max);
                        case WEEK ->
                                new GroupKey.Calendar(column, GroupKey.CalendarUnit.WEEK, min, max);
                        case MONTH ->
                                new GroupKey.Calendar(
                                        column, GroupKey.CalendarUnit.MONTH, min, max);
                        case QUARTER ->
                                new GroupKey.Calendar(
                                        column, GroupKey.CalendarUnit.QUARTER, min, max);
                        case YEAR ->
                                new GroupKey.Calendar(column, GroupKey.CalendarUnit.YEAR, min, max);
                    };
        };
    }

    /// In UTC without leap seconds these are all of one length.
    private static GroupKey spans(
            String column, Duration width, Optional<Long> min, Optional<Long> max) {
        return new GroupKey.Spans(column, width.toMillis(), min, max);
    }

    /// The number of the interval of a group of numbers.
    static double step(Group group) {
        if (group.keys().getLast() instanceof Value.Real(var step)) {
            return step;
        }
        throw new IllegalStateException("the interval of numbers is none: " + group);
    }

    /// The start of the interval of a group of moments.
    static long start(Group group) {
        if (group.keys().getLast() instanceof Value.Whole(var start)) {
            return start;
        }
        throw new IllegalStateException("the interval of time is none: " + group);
    }
}
