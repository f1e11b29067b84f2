package chancery.server.streams;

import chancery.appview.index.view.Moments;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Filter.Op;
import chancery.store.table.value.Cell;
import chancery.streams.indexed.Excerpt;
import chancery.streams.query.Filter.All;
import chancery.streams.query.Filter.And;
import chancery.streams.query.Filter.ContainsAll;
import chancery.streams.query.Filter.ContainsAny;
import chancery.streams.query.Filter.Edge;
import chancery.streams.query.Filter.End;
import chancery.streams.query.Filter.Exists;
import chancery.streams.query.Filter.Filled;
import chancery.streams.query.Filter.In;
import chancery.streams.query.Filter.Not;
import chancery.streams.query.Filter.Or;
import chancery.streams.query.Filter.Prefix;
import chancery.streams.query.Filter.Range;
import chancery.streams.query.Path;
import chancery.streams.query.TimeWindow;
import chancery.streams.value.Datum;
import chancery.streams.value.TypeKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says in the words of the tables what a filter of records means, as far as that is simple: every
/// row that the filter means passes, and perhaps others.
final class IndexFilters {
    private static final int DEPTH_MAX = 6;
    private static final int VALUES_MAX = 500;
    private static final long MICROS = 1_000;
    private static final char SLASH = '/';

    /// Moments that texts of the index can say, in milliseconds: the years 0001 to 9999.
    private static final TimeWindow SAYABLE =
            new TimeWindow(-62_135_596_800_000L, 253_402_300_800_000L);

    private int values;

    private IndexFilters() {}

    /// The rows of an excerpt, of those of its type.
    static Filter of(String collection, Excerpt excerpt) {
        Filter some = new IndexFilters().rows(excerpt.filter(), 0).orElse(Filter.all());
        return Filter.and(base(collection, excerpt.window()), some);
    }

    /// The same with the window of time alone.
    static Filter base(String collection, TimeWindow window) {
        List<Filter> all = new ArrayList<>();
        all.add(Filter.eq("collection", collection));
        from("indexed_at", window.from()).ifPresent(all::add);
        until("indexed_at", window.to()).ifPresent(all::add);
        return new Filter.And(all);
    }

    private static Optional<Filter> from(String column, long millis) {
        return millis <= SAYABLE.from()
                ? Optional.empty()
                : Optional.of(compare(column, Op.GE, Math.min(millis, SAYABLE.to() - 1)));
    }

    private static Optional<Filter> until(String column, long millis) {
        return millis >= SAYABLE.to()
                ? Optional.empty()
                : Optional.of(compare(column, Op.LT, Math.max(millis, SAYABLE.from())));
    }

    private static Filter compare(String column, Op op, long millis) {
        return Filter.compare(Field.of(column), op, Cell.of(Moments.text(millis * MICROS)));
    }

    /// Empty when nothing can be said.
    private Optional<Filter> rows(chancery.streams.query.Filter filter, int depth) {
        if (depth > DEPTH_MAX) {
            return Optional.empty();
        }
        return switch (filter) {
            case And(var children) -> {
                List<Filter> said = rows(children, depth + 1);
                yield said.isEmpty() ? Optional.empty() : Optional.of(new Filter.And(said));
            }
            case Or(var children) -> {
                List<Filter> said = rows(children, depth + 1);
                yield said.size() < children.size()
                        ? Optional.empty()
                        : Optional.of(new Filter.Or(said));
            }
            case Exists(var property) -> Optional.of(Filter.present(field(property)));
            case In(var path, var among) -> in(path, among);
            case Range(var path, var low, var high) -> range(path, low, high);
            case Prefix(var path, var start) -> prefix(path, start);
            case All _, Not _, ContainsAny _, ContainsAll _, Filled _ -> Optional.empty();
        };
    }

    private List<Filter> rows(List<chancery.streams.query.Filter> filters, int depth) {
        return filters.stream().flatMap(child -> rows(child, depth).stream()).toList();
    }

    private static Field field(Path.Property property) {
        return Field.path("record", property.name());
    }

    private Optional<Filter> in(Path path, List<Datum> among) {
        values += among.size();
        if (values > VALUES_MAX) {
            return Optional.empty();
        }
        return switch (path) {
            case Path.Property property -> {
                List<Cell> cells = among.stream().flatMap(v -> cell(v).stream()).toList();
                yield cells.size() < among.size()
                        ? Optional.empty()
                        : Optional.of(new Filter.In(field(property), cells));
            }
            case Path.Top top -> in(top, among);
        };
    }

    private static Optional<Filter> in(Path.Top top, List<Datum> among) {
        return switch (top) {
            case SPACE -> Optional.empty();
            case EXTERNAL_ID -> Optional.of(named(among));
            case CREATED_TIME, LAST_UPDATED_TIME -> Optional.of(at(column(top), among));
        };
    }

    private static String column(Path.Top time) {
        return time == Path.Top.CREATED_TIME ? "created_at" : "indexed_at";
    }

    /// A value that records have as it is; times are written in many ways.
    private static Optional<Cell> cell(Datum value) {
        return switch (value) {
            case Datum.Text(var text) -> Optional.of(Cell.of(text));
            case Datum.Whole(var number) -> Optional.of(Cell.of(number));
            case Datum.Flag(var flag) -> Optional.of(new Cell.Flag(flag));
            case Datum.Real _,
                    Datum.Moment _,
                    Datum.Day _,
                    Datum.Document _,
                    Datum.Link _,
                    Datum.Many _ ->
                    Optional.empty();
        };
    }

    private static Filter named(List<Datum> names) {
        List<Filter> choices = new ArrayList<>();
        for (Datum name : names) {
            if (name instanceof Datum.Text(var text) && text.indexOf(SLASH) > 0) {
                int slash = text.indexOf(SLASH);
                choices.add(
                        Filter.and(
                                Filter.eq("did", text.substring(0, slash)),
                                Filter.eq("rkey", text.substring(slash + 1))));
            }
        }
        return new Filter.Or(choices);
    }

    private static Filter at(String column, List<Datum> times) {
        List<Filter> choices = new ArrayList<>();
        for (Datum time : times) {
            if (time instanceof Datum.Whole(var millis)) {
                choices.add(between(column, millis, next(millis)));
            }
        }
        return new Filter.Or(choices);
    }

    private static long next(long millis) {
        return millis == Long.MAX_VALUE ? millis : millis + 1;
    }

    private static Filter between(String column, long from, long until) {
        List<Filter> both = new ArrayList<>();
        from(column, from).ifPresent(both::add);
        until(column, until).ifPresent(both::add);
        return new Filter.And(both);
    }

    private static Optional<Filter> range(Path path, Optional<End> low, Optional<End> high) {
        return switch (path) {
            case Path.Property property when property.type().kind() == TypeKind.INT64 ->
                    Optional.of(range(field(property), low, high));
            case Path.Top top when top.time() ->
                    Optional.of(
                            between(
                                    column(top),
                                    low.map(end -> first(end, Edge.EXCLUDED))
                                            .orElse(Long.MIN_VALUE),
                                    high.map(end -> first(end, Edge.INCLUDED))
                                            .orElse(Long.MAX_VALUE)));
            case Path.Property _, Path.Top _ -> Optional.empty();
        };
    }

    /// The time of an end, or the one after it when the edge is this.
    private static long first(End end, Edge after) {
        long millis = end.value() instanceof Datum.Whole(var whole) ? whole : 0;
        return end.edge() == after ? next(millis) : millis;
    }

    private static Filter range(Field field, Optional<End> low, Optional<End> high) {
        List<Filter> both = new ArrayList<>();
        low.ifPresent(end -> both.add(compare(field, end, Op.GE, Op.GT)));
        high.ifPresent(end -> both.add(compare(field, end, Op.LE, Op.LT)));
        return new Filter.And(both);
    }

    private static Filter compare(Field field, End end, Op included, Op excluded) {
        Op op = end.edge() == Edge.INCLUDED ? included : excluded;
        return cell(end.value())
                .map(value -> Filter.compare(field, op, value))
                .orElseGet(Filter::all);
    }

    private static Optional<Filter> prefix(Path path, String start) {
        return switch (path) {
            case Path.Property property -> Optional.of(new Filter.Prefix(field(property), start));
            case Path.Top top when top == Path.Top.EXTERNAL_ID -> Optional.of(begins(start));
            case Path.Top _ -> Optional.empty();
        };
    }

    private static Filter begins(String name) {
        int slash = name.indexOf(SLASH);
        return slash < 0
                ? new Filter.Prefix(Field.of("did"), name)
                : Filter.and(
                        Filter.eq("did", name.substring(0, slash)),
                        new Filter.Prefix(Field.of("rkey"), name.substring(slash + 1)));
    }
}
