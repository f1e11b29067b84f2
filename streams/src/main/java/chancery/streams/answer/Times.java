package chancery.streams.answer;

import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.TimeWindow;
import chancery.streams.value.Datum;

import java.util.List;

/// Finds out when records were last changed that a filter can hold for: a window to read, which is
/// as a rule larger than what is found in it.
final class Times {
    private static final TimeWindow NEVER = new TimeWindow(Long.MAX_VALUE, Long.MIN_VALUE);

    private Times() {}

    /// The window of a whole question.
    static TimeWindow of(Question question) {
        return both(question.window(), of(question.filter()));
    }

    private static TimeWindow of(Filter filter) {
        return switch (filter) {
            case Filter.And(var children) ->
                    children.stream().map(Times::of).reduce(TimeWindow.ALWAYS, Times::both);
            case Filter.Or(var children) ->
                    children.stream().map(Times::of).reduce(NEVER, Times::either);
            case Filter.Range range when range.path() == Path.Top.LAST_UPDATED_TIME ->
                    new TimeWindow(
                            range.low().map(Times::first).orElse(Long.MIN_VALUE),
                            range.high().map(Times::end).orElse(Long.MAX_VALUE));
            case Filter.In(var path, var values) when path == Path.Top.LAST_UPDATED_TIME ->
                    among(values);
            case Filter.All _,
                    Filter.Not _,
                    Filter.Exists _,
                    Filter.In _,
                    Filter.Range _,
                    Filter.Prefix _,
                    Filter.ContainsAny _,
                    Filter.ContainsAll _,
                    Filter.Filled _ ->
                    TimeWindow.ALWAYS;
        };
    }

    private static TimeWindow both(TimeWindow one, TimeWindow other) {
        return new TimeWindow(Math.max(one.from(), other.from()), Math.min(one.to(), other.to()));
    }

    private static TimeWindow either(TimeWindow one, TimeWindow other) {
        return new TimeWindow(Math.min(one.from(), other.from()), Math.max(one.to(), other.to()));
    }

    private static long first(Filter.End end) {
        return end.edge() == Filter.Edge.EXCLUDED ? next(millis(end.value())) : millis(end.value());
    }

    private static long end(Filter.End end) {
        return end.edge() == Filter.Edge.INCLUDED ? next(millis(end.value())) : millis(end.value());
    }

    private static TimeWindow among(List<Datum> values) {
        TimeWindow window = NEVER;
        for (Datum value : values) {
            long millis = millis(value);
            window = either(window, new TimeWindow(millis, next(millis)));
        }
        return window;
    }

    private static long next(long millis) {
        return millis == Long.MAX_VALUE ? millis : millis + 1;
    }

    private static long millis(Datum time) {
        if (time instanceof Datum.Whole(var millis)) {
            return millis;
        }
        throw new IllegalStateException("a time is compared with " + time);
    }
}
