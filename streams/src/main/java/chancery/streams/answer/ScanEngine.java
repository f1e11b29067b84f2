package chancery.streams.answer;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Aggregation;
import chancery.streams.aggregate.Result;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.query.Path;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.Change;
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
import java.util.function.LongSupplier;

/// Reads the records themselves: those that the question names, or all of them one after the other,
/// within a time. Changes stand in the order of their times, but for requests that wait for each
/// other; so a window of time is read alone, and the first and the last records in that order are
/// soon found.
public final class ScanEngine implements Engine {
    private static final int ROWS_BETWEEN_LOOKS = 256;

    /// Changes after which it is estimated whether enough will be found among those to look at.
    private static final int SAMPLE = 50;

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
        return first(truth, question, sort, limit, new Looks(Patience.NO_END, new Beginning()))
                .orElseThrow();
    }

    /// Whether a question names its records, so that they are looked up and not searched.
    public static boolean named(Question question) {
        return Points.of(question.filter()).isPresent();
    }

    /// Looks at changes.
    ///
    /// @param most of them
    /// @param beginning of the stream
    public record Looks(long most, Beginning beginning) {}

    /// The first records in an order of time, when it is enough to look at so many changes.
    public Optional<List<StoredRecord>> soon(
            StreamTruth truth, Question question, Sort sort, int limit, Looks looks) {
        return byTime(sort).isPresent()
                ? first(truth, question, sort, limit, looks)
                : Optional.empty();
    }

    private Optional<List<StoredRecord>> first(
            StreamTruth truth, Question question, Sort sort, int limit, Looks looks) {
        Comparator<StoredRecord> order = new RecordOrder(sort);
        PriorityQueue<StoredRecord> first = new PriorityQueue<>(order.reversed());
        Optional<Sort.Direction> byTime = byTime(sort);
        var walk =
                new Walk(
                        question,
                        new Patience(looks.most(), limit),
                        looks.beginning(),
                        record -> {
                            first.add(record);
                            if (first.size() > limit) {
                                first.remove();
                            }
                            // From now on only what is not beyond the last can count.
                            return byTime.isPresent() && first.size() == limit
                                    ? Optional.of(first.element().lastUpdatedTime())
                                    : Optional.empty();
                        });
        each(truth, byTime.orElse(Sort.Direction.ASCENDING), walk);
        return walk.tired ? Optional.empty() : Optional.of(first.stream().sorted(order).toList());
    }

    @Override
    public Map<String, Result> aggregate(
            StreamTruth truth, Question question, Map<String, Aggregate> aggregates) {
        List<StoredRecord> matches = new ArrayList<>();
        var walk =
                new Walk(
                        question,
                        Patience.ENDLESS,
                        new Beginning(),
                        record -> {
                            if (matches.size() == limits.matches()) {
                                throw Fault.invalid(
                                        "The aggregates would work on more than "
                                                + limits.matches()
                                                + " records: narrow the filter");
                            }
                            matches.add(record);
                            return Optional.empty();
                        });
        each(truth, Sort.Direction.ASCENDING, walk);
        return Aggregation.of(aggregates, matches, limits.buckets());
    }

    /// The direction of time in which records are wanted; empty when another value comes first.
    private static Optional<Sort.Direction> byTime(Sort sort) {
        Sort.Key key = sort.keys().getFirst();
        return key.path() == Path.Top.LAST_UPDATED_TIME
                ? Optional.of(key.direction())
                : Optional.empty();
    }

    /// Takes records as they are found.
    private interface Finder {
        /// @return a time beyond which, in the direction of reading, nothing more is wanted
        Optional<Long> take(StoredRecord record);
    }

    private static void each(StreamTruth truth, Sort.Direction direction, Walk walk) {
        Optional<Set<RecordId>> points = Points.of(walk.question.filter());
        if (points.isPresent()) {
            for (RecordId id : points.get()) {
                truth.find(id).stream()
                        .filter(r -> walk.question.holds(r))
                        .forEach(walk.finder::take);
            }
            return;
        }
        long from = walk.window.from();
        long to = walk.window.to();
        if (from >= to) {
            return;
        }
        switch (direction) {
            case ASCENDING -> {
                if (from > SLACK_MILLIS) {
                    truth.each(truth.since(from - SLACK_MILLIS), walk::later);
                } else {
                    truth.each(walk.beginning.place(), walk::laterOfAll);
                }
            }
            case DESCENDING ->
                    truth.eachBack(
                            to < Long.MAX_VALUE - SLACK_MILLIS
                                    ? truth.since(to + SLACK_MILLIS)
                                    : Place.END,
                            walk::earlier);
        }
    }

    /// How long records are looked for.
    ///
    /// @param looks at changes; who needs more is tired, and has found out nothing
    /// @param wanted records
    private record Patience(long looks, int wanted) {
        static final long NO_END = Long.MAX_VALUE;
        static final Patience ENDLESS = new Patience(NO_END, 0);

        /// Whether it is over, or would be before half of what is wanted is found.
        boolean isOver(long looked, long found) {
            return looked == looks
                    || (looks != NO_END && looked >= SAMPLE && found * looks * 2 < looked * wanted);
        }
    }

    /// One reading of a part of a stream.
    private final class Walk {
        private final Deadline deadline = new Deadline();
        private final Question question;
        private final Finder finder;
        private final TimeWindow window;
        private final Patience patience;
        private final Beginning beginning;
        private boolean begun;
        private Optional<Long> enough = Optional.empty();
        private long looked;
        private long found;
        private boolean tired;

        Walk(Question question, Patience patience, Beginning beginning, Finder finder) {
            this.question = question;
            this.patience = patience;
            this.beginning = beginning;
            this.finder = finder;
            this.window = Times.of(question);
        }

        /// Looks at a change that stands after those before; false when it is the last to look at.
        boolean later(Change change) {
            deadline.look();
            long earliest = change.record().lastUpdatedTime() - SLACK_MILLIS;
            if (earliest >= window.to() || enough.filter(time -> time < earliest).isPresent()) {
                return false;
            }
            return take(change);
        }

        /// The same, beginning with the first change there is.
        boolean laterOfAll(Change change) {
            if (!begun) {
                begun = true;
                beginning.first(change.place());
            }
            return later(change);
        }

        /// Looks at a change that stands before those before.
        boolean earlier(Change change) {
            deadline.look();
            long latest = change.record().lastUpdatedTime() + SLACK_MILLIS;
            if (latest < window.from() || enough.filter(time -> time > latest).isPresent()) {
                return false;
            }
            return take(change);
        }

        private boolean take(Change change) {
            if (patience.isOver(looked, found)) {
                tired = true;
                return false;
            }
            looked++;
            if (change.status() != Status.DELETED && question.holds(change.record())) {
                found++;
                enough = finder.take(change.record());
            }
            return true;
        }
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
