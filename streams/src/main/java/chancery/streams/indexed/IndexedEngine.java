package chancery.streams.indexed;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Aggregation;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Points;
import chancery.streams.answer.Question;
import chancery.streams.fault.Fault;
import chancery.streams.indexed.Excerpt.Order;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.query.Path;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Answers questions about records of the index: what it hands out is read record by record, with
/// the model of the questions.
public final class IndexedEngine {
    private static final int ROWS_BETWEEN_LOOKS = 256;

    private final IndexedRecords records;
    private final StreamsLimits.Reads limits;
    private final LongSupplier nanos;

    /// @param nanos a clock for durations
    public IndexedEngine(IndexedRecords records, StreamsLimits.Reads limits, LongSupplier nanos) {
        this.records = records;
        this.limits = limits;
        this.nanos = nanos;
    }

    /// The record of this name.
    public Optional<StoredRecord> find(IndexedStream stream, RecordId id) {
        return id.space().equals(IndexedStream.SPACE)
                ? records.find(stream.type(), id).flatMap(stream::record)
                : Optional.empty();
    }

    /// The first records in an order, at most so many.
    public List<StoredRecord> filter(
            IndexedStream stream, Question question, Sort sort, int limit) {
        Comparator<StoredRecord> order = new RecordOrder(sort);
        PriorityQueue<StoredRecord> first = new PriorityQueue<>(order.reversed());
        Sort.Key key = sort.keys().getFirst();
        Optional<Order> read = order(key);
        each(
                stream,
                question,
                read.orElse(Order.OLDEST_FIRST),
                record -> {
                    if (read.isPresent()
                            && first.size() == limit
                            && beyond(key, first.element(), record)) {
                        return false;
                    }
                    if (holds(question, record)) {
                        first.add(record);
                        if (first.size() > limit) {
                            first.remove();
                        }
                    }
                    return true;
                });
        return first.stream().sorted(order).toList();
    }

    /// What comes of aggregates over the records, by their names.
    public Map<String, Result> aggregate(
            IndexedStream stream, Question question, Map<String, Aggregate> aggregates) {
        List<StoredRecord> matches = new ArrayList<>();
        each(
                stream,
                question,
                Order.OLDEST_FIRST,
                record -> {
                    if (holds(question, record)) {
                        if (matches.size() == limits.matches()) {
                            throw Fault.invalid(
                                    "The aggregates would work on more than "
                                            + limits.matches()
                                            + " records: narrow the filter");
                        }
                        matches.add(record);
                    }
                    return true;
                });
        return Aggregation.of(aggregates, matches, limits.buckets());
    }

    /// How many records there are, or how many of them are meant.
    public long count(IndexedStream stream, Question question) {
        if (question.filter() == Filter.All.ALL && question.window().equals(TimeWindow.ALWAYS)) {
            return records.count(stream.type());
        }
        long[] count = {0};
        each(
                stream,
                question,
                Order.OLDEST_FIRST,
                record -> {
                    count[0] += holds(question, record) ? 1 : 0;
                    return true;
                });
        return count[0];
    }

    private static Optional<Order> order(Sort.Key key) {
        boolean ascending = key.direction() == Sort.Direction.ASCENDING;
        if (key.path() == Path.Top.LAST_UPDATED_TIME) {
            return Optional.of(ascending ? Order.OLDEST_FIRST : Order.NEWEST_FIRST);
        }
        if (key.path() == Path.Top.CREATED_TIME) {
            return Optional.of(ascending ? Order.EARLIEST_FIRST : Order.LATEST_FIRST);
        }
        return Optional.empty();
    }

    /// Whether by its time alone a record comes after another one.
    private static boolean beyond(Sort.Key key, StoredRecord last, StoredRecord record) {
        boolean created = key.path() == Path.Top.CREATED_TIME;
        int order =
                created
                        ? Long.compare(record.createdTime(), last.createdTime())
                        : Long.compare(record.lastUpdatedTime(), last.lastUpdatedTime());
        return key.direction() == Sort.Direction.ASCENDING ? order > 0 : order < 0;
    }

    private static boolean holds(Question question, StoredRecord record) {
        return question.window().holds(record.lastUpdatedTime())
                && Matcher.matches(question.filter(), record);
    }

    private void each(
            IndexedStream stream, Question question, Order order, Predicate<StoredRecord> take) {
        Optional<Set<RecordId>> points = Points.of(question.filter());
        if (points.isPresent()) {
            // They come in no order, so none of them says that the others are not wanted.
            for (RecordId id : points.get()) {
                boolean _ = find(stream, id).map(take::test).orElse(true);
            }
            return;
        }
        long start = nanos.getAsLong();
        int[] rows = {0};
        records.each(
                stream.type(),
                new Excerpt(question.filter(), question.window(), order),
                row -> {
                    if (++rows[0] % ROWS_BETWEEN_LOOKS == 0) {
                        requireTime(start);
                    }
                    return stream.record(row).map(take::test).orElse(true);
                });
    }

    private void requireTime(long start) {
        if (nanos.getAsLong() - start > limits.time().toNanos()) {
            throw Fault.of(
                    Fault.Kind.TOO_SLOW,
                    "The question took longer than " + limits.time().toSeconds() + " s");
        }
    }
}
