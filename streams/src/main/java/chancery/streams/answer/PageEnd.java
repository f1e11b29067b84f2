package chancery.streams.answer;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.DatumOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a page of records ended, by the values that the order looks at: what comes after it is a
/// filter like any other.
///
/// @param order in which only records of one identifier, made at the same moment, are equal
/// @param values of the last record, one for each key of the order
/// @param alike how many records of these very values were already shown
record PageEnd(Sort order, List<Optional<Datum>> values, int alike) {
    private static final String VALUES = "values";
    private static final String ALIKE = "alike";

    PageEnd {
        values = List.copyOf(values);
    }

    /// An order, carried on until it tells records apart.
    static Sort whole(Sort sort) {
        List<Sort.Key> keys = new ArrayList<>(sort.keys());
        for (Path.Top path :
                List.of(Path.Top.SPACE, Path.Top.EXTERNAL_ID, Path.Top.LAST_UPDATED_TIME)) {
            keys.add(new Sort.Key(path, Sort.Direction.ASCENDING, Sort.Nulls.LAST));
        }
        return new Sort(keys);
    }

    /// The end of a page whose last record this is, the first one of its values.
    static PageEnd at(Sort order, StoredRecord last) {
        return new PageEnd(
                order, order.keys().stream().map(key -> key.path().of(last)).toList(), 1);
    }

    /// The end of a page that goes one record further.
    PageEnd then(StoredRecord next) {
        return holds(next) ? new PageEnd(order, values, alike + 1) : at(order, next);
    }

    /// Whether a record has the values of this end.
    boolean holds(StoredRecord record) {
        for (int i = 0; i < values.size(); i++) {
            Optional<Datum> mine = values.get(i);
            Optional<Datum> other = order.keys().get(i).path().of(record);
            boolean same =
                    (mine.isPresent() && other.isPresent())
                            ? DatumOrder.ORDER.compare(mine.get(), other.get()) == 0
                            : mine.isEmpty() && other.isEmpty();
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /// What stands at this end or after it.
    Filter from() {
        List<Filter> choices = new ArrayList<>();
        List<Filter> before = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Sort.Key key = order.keys().get(i);
            Optional<Filter> beyond = beyond(key, values.get(i));
            if (beyond.isPresent()) {
                choices.add(both(before, beyond.get()));
            }
            before.add(equal(key.path(), values.get(i)));
        }
        choices.add(new Filter.And(before));
        return new Filter.Or(choices);
    }

    private static Filter both(List<Filter> before, Filter last) {
        List<Filter> all = new ArrayList<>(before);
        all.add(last);
        return new Filter.And(all);
    }

    private static Filter equal(Path path, Optional<Datum> value) {
        return value.<Filter>map(v -> new Filter.In(path, List.of(v)))
                .orElseGet(() -> new Filter.Not(present(path)));
    }

    private static Filter present(Path path) {
        return switch (path) {
            case Path.Top _ -> Filter.All.ALL;
            case Path.Property property -> new Filter.Exists(property);
        };
    }

    /// What comes after a value; empty when nothing can.
    private static Optional<Filter> beyond(Sort.Key key, Optional<Datum> value) {
        boolean nullsLast = key.nulls() == Sort.Nulls.LAST;
        if (value.isEmpty()) {
            return nullsLast ? Optional.empty() : Optional.of(present(key.path()));
        }
        Optional<Filter.End> end = value.map(v -> new Filter.End(v, Filter.Edge.EXCLUDED));
        Filter further =
                key.direction() == Sort.Direction.ASCENDING
                        ? new Filter.Range(key.path(), end, Optional.empty())
                        : new Filter.Range(key.path(), Optional.empty(), end);
        return Optional.of(
                nullsLast && key.path() instanceof Path.Property property
                        ? new Filter.Or(
                                List.of(further, new Filter.Not(new Filter.Exists(property))))
                        : further);
    }

    /// This end as it is written into a cursor.
    Json json() {
        return Json.Members.builder()
                .put(
                        VALUES,
                        values.stream()
                                .map(v -> v.map(Datum::json).orElse(Json.Null.NULL))
                                .toList())
                .put(ALIKE, alike)
                .build();
    }

    /// The end that was written in this order.
    static PageEnd of(Json json, Sort order) {
        Fields fields = Fields.body(json);
        int count = order.keys().size();
        List<Json> items = fields.items(VALUES, new Fields.Bounds(count, count));
        List<Optional<Datum>> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(order.keys().get(i).path(), items.get(i)));
        }
        return new PageEnd(order, values, Math.toIntExact(fields.number(ALIKE)));
    }

    private static Optional<Datum> value(Path path, Json json) {
        if (json == Json.Null.NULL) {
            return Optional.empty();
        }
        return Optional.of(
                switch (path) {
                    case Path.Property property -> property.type().read(json, "cursor");
                    case Path.Top _ when json instanceof Json.Text(var text) ->
                            new Datum.Text(text);
                    case Path.Top _ when json instanceof Json.Int(var millis) ->
                            new Datum.Whole(millis);
                    case Path.Top _ -> throw Fault.invalid("cursor was not given out here");
                });
    }
}
