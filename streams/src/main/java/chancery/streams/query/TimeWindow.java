package chancery.streams.query;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.util.Optional;
import java.util.Set;

/// From when, inclusive, until when, exclusive, records were last changed, in milliseconds since
/// 1970.
public record TimeWindow(long from, long to) {
    public static final TimeWindow ALWAYS = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final String NAME = "lastUpdatedTime";
    private static final int TEXT_MAX = 100;
    private static final Set<String> ENDS = Set.of("gt", "gte", "lt", "lte");

    /// What the member `lastUpdatedTime` of a request says; empty when there is none.
    public static Optional<TimeWindow> read(Fields body) {
        return body.findObject(NAME).map(fields -> window(fields.only(ENDS)));
    }

    private static TimeWindow window(Fields fields) {
        Optional<Long> after = bound(fields, "gt").map(TimeWindow::next);
        Optional<Long> from = bound(fields, "gte");
        Optional<Long> before = bound(fields, "lt");
        Optional<Long> through = bound(fields, "lte").map(TimeWindow::next);
        if (after.isPresent() == from.isPresent()) {
            throw Fault.invalid(fields.where() + " must have exactly one of gt and gte");
        }
        if (before.isPresent() && through.isPresent()) {
            throw Fault.invalid(fields.where() + " must not have both lt and lte");
        }
        return new TimeWindow(
                after.or(() -> from).orElseThrow(),
                before.or(() -> through).orElse(Long.MAX_VALUE));
    }

    private static long next(long millis) {
        return millis == Long.MAX_VALUE ? millis : millis + 1;
    }

    private static Optional<Long> bound(Fields fields, String name) {
        return fields.find(name)
                .map(
                        value ->
                                switch (value) {
                                    case Json.Int(var millis) -> millis;
                                    case Json.Text(var text) when text.length() <= TEXT_MAX ->
                                            Literals.millis(text, fields.path(name));
                                    case Json.Text _,
                                            Json.Null _,
                                            Json.Bool _,
                                            Json.Real _,
                                            Json.Array _,
                                            Json.Members _ ->
                                            throw Fault.invalid(
                                                    fields.path(name)
                                                            + " must be milliseconds since 1970"
                                                            + " or a timestamp");
                                });
    }

    public boolean holds(long millis) {
        return millis >= from && millis < to;
    }

    /// How many milliseconds the window has, when it ends at `now` for want of an end of its own.
    public long millis(long now) {
        long end = to == Long.MAX_VALUE ? now : to;
        long span = end - from;
        return end >= from && span < 0 ? Long.MAX_VALUE : Math.max(0, span);
    }
}
