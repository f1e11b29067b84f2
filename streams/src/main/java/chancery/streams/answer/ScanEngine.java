package chancery.streams.answer;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Aggregation;
import chancery.streams.aggregate.Result;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.query.Matcher;
import chancery.streams.query.Path;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.Place;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamTruth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/// Reads the records themselves: those that the question names, or all of them one after the other,
/// within a time. Changes stand in the order of their times, but for requests that wait for each
/// other; so a window of time is read alone, and the first records in that order are soon found.
public final class ScanEngine implements Engine {
    private static final int ROWS_BETWEEN_LOOKS = 256;

    /// How long a request may wait between its time and its place among the changes.
    private static final long SLACK_MILLIS = 60_000;

    private final StreamsLimits.Reads limits;
    private final LongSupplier nanos;

    /// @param nanos a clock for durations
    public ScanEngine(StreamsLimits.Reads limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    @Override
    public List<StoredRecord> filter(StreamTruth truth, Question question, Sort sort, int limit) {
        Comparator<StoredRecord> order = new RecordOrder(sort);
        PriorityQueue<StoredRecord> first = new PriorityQueue<>(order.reversed());
        boolean oldestFirst = oldestFirst(sort);
        each(
                truth,
                question,
                record -> {
                    first.add(record);
                    if (first.size() > limit) {
                        first.remove();
                    }
                },
                time ->
                        oldestFirst
                                && first.size() == limit
                                && first.element().lastUpdatedTime() < time);
        return first.stream().sorted(order).toList();
    }

    @Override
    public Map<String, Result> aggregate(
            StreamTruth truth, Question question, Map<String, Aggregate> aggregates) {
        List<StoredRecord> matches = new ArrayList<>();
        each(
                truth,
                question,
                record -> {
                    if (matches.size() == limits.matches()) {
                        throw Fault.invalid(
                                "The aggregates would work on more than "
                                        + limits.matches()
                                        + " records: narrow the filter");
                    }
                    matches.add(record);
                },
                _ -> false);
        return Aggregation.of(aggregates, matches, limits.buckets());
    }

    private static boolean oldestFirst(Sort sort) {
        Sort.Key key = sort.keys().getFirst();
        return key.path() == Path.Top.LAST_UPDATED_TIME
                && key.direction() == Sort.Direction.ASCENDING;
    }

    /// @param enough whether records that were changed at a time or later are not wanted any more
    private void each(
            StreamTruth truth,
            Question question,
            Consumer<StoredRecord> found,
            LongPredicate enough) {
        Optional<Set<RecordId>> points = Points.of(question.filter());
        if (points.isPresent()) {
            for (RecordId id : points.get()) {
                truth.find(id).stream().filter(r -> holds(question, r)).forEach(found);
            }
            return;
        }
        Deadline deadline = new Deadline();
        TimeWindow window = question.window();
        Place start =
                window.from() > SLACK_MILLIS
                        ? truth.since(window.from() - SLACK_MILLIS)
                        : Place.START;
        truth.each(
                start,
                change -> {
                    deadline.look();
                    long earliest = change.record().lastUpdatedTime() - SLACK_MILLIS;
                    if (earliest >= window.to() || enough.test(earliest)) {
                        return false;
                    }
                    if (change.status() != Status.DELETED && holds(question, change.record())) {
                        found.accept(change.record());
                    }
                    return true;
                });
    }

    private static boolean holds(Question question, StoredRecord record) {
        return question.window().holds(record.lastUpdatedTime())
                && Matcher.matches(question.filter(), record);
    }

    /// Ends a question that takes too long.
    private final class Deadline {
        private final long start = nanos.getAsLong();
        private int rows;

        void look() {
            rows++;
            if (rows % ROWS_BETWEEN_LOOKS == 0
                    && nanos.getAsLong() - start > limits.time().toNanos()) {
                throw Fault.of(
                        Fault.Kind.TOO_SLOW,
                        "The question took longer than " + limits.time().toSeconds() + " s");
            }
        }
    }
}
