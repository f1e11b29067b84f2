package chancery.streams.aggregate;

import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.value.Datum;

import java.time.Instant;
import java.util.Map;

/// Makes the buckets of one answer, as they are labelled whatever engine filled them, and no more
/// of them than it may have. For one thread.
public final class BucketMaker {
    private final int max;
    private int made;

    /// @param max buckets in the whole answer; more are refused
    public BucketMaker(int max) {
        this.max = max;
    }

    /// The bucket of a value; of a moment the same however it was written.
    public Result.Bucket value(Datum value, long count, Map<String, Result> results) {
        return labelled("value", label(value), count, results);
    }

    /// The bucket of an interval of numbers.
    public Result.Bucket number(double start, long count, Map<String, Result> results) {
        return labelled("intervalStart", Result.number(start), count, results);
    }

    /// The bucket of an interval of time.
    public Result.Bucket time(long start, long count, Map<String, Result> results) {
        Json text = new Json.Text(Instant.ofEpochMilli(start).toString());
        return labelled("intervalStart", text, count, results);
    }

    /// The bucket of a filter.
    ///
    /// @param place of the filter among its like
    public Result.Bucket filter(int place, long count, Map<String, Result> results) {
        return made(new Result.Bucket(Json.Members.EMPTY, Integer.toString(place), count, results));
    }

    private Result.Bucket labelled(
            String name, Json value, long count, Map<String, Result> results) {
        Json.Members label = Json.Members.builder().put(name, value).build();
        return made(new Result.Bucket(label, key(value), count, results));
    }

    private Result.Bucket made(Result.Bucket bucket) {
        made++;
        if (made > max) {
            throw refused();
        }
        return bucket;
    }

    /// What is answered when there would be too many.
    public Fault refused() {
        return Fault.invalid(
                "The aggregates would have more than "
                        + max
                        + " buckets: ask for larger intervals, or for less");
    }

    /// Refuses gaps that cannot be filled, before anything is filled.
    public void requireSteps(double steps) {
        if (!(steps < max)) {
            throw Fault.invalid(
                    "A histogram would have more than "
                            + max
                            + " buckets: ask for larger intervals, or for hardBounds");
        }
    }

    private static Json label(Datum value) {
        return switch (value) {
            case Datum.Moment(var millis, _) ->
                    new Json.Text(Instant.ofEpochMilli(millis).toString());
            // Zero has one sign here.
            case Datum.Real(var real) -> new Json.Real(real + 0.0);
            case Datum.Flag _,
                    Datum.Whole _,
                    Datum.Text _,
                    Datum.Day _,
                    Datum.Document _,
                    Datum.Link _,
                    Datum.Many _ ->
                    value.json();
        };
    }

    /// What a path calls a value.
    private static String key(Json value) {
        return value instanceof Json.Text(var text) ? text : value.write();
    }
}
