package chancery.streams.answer;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Aggregation;
import chancery.streams.aggregate.Result;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.query.Matcher;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
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
import java.util.function.LongSupplier;

/// Reads the records themselves: those that the question names, or all of them one after the other,
/// within a time.
public final class ScanEngine implements Engine {
    private static final int ROWS_BETWEEN_LOOKS = 256;

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
        each(
                truth,
                question,
                record -> {
                    first.add(record);
                    if (first.size() > limit) {
                        first.remove();
                    }
                });
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
                });
        return Aggregation.of(aggregates, matches, limits.buckets());
    }

    private void each(StreamTruth truth, Question question, Consumer<StoredRecord> found) {
        Optional<Set<RecordId>> points = Points.of(question.filter());
        if (points.isPresent()) {
            for (RecordId id : points.get()) {
                truth.find(id).stream().filter(r -> holds(question, r)).forEach(found);
            }
            return;
        }
        Deadline deadline = new Deadline();
        truth.each(
                Place.START,
                change -> {
                    deadline.look();
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
