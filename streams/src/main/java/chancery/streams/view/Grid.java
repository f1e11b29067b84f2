package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnRows;
import chancery.store.column.Value;
import chancery.streams.name.ContainerId;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.Place;
import chancery.streams.value.Datum;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lays records out as rows. Knows each column that it met, so that a name is worked out once. For
/// one thread.
final class Grid {
    private static final int INDEX_BITS = 16;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;
    private static final long POSITION_MAX = Long.MAX_VALUE >> INDEX_BITS;

    private final List<Column> columns = new ArrayList<>(Scheme.FIXED);
    private final Map<ContainerId, Source> sources = new HashMap<>();

    /// The number of the row of a version of a record. Numbers grow as the stream does.
    static long number(Place place) {
        if (place.position() > POSITION_MAX) {
            throw new IllegalStateException("a position without a number: " + place);
        }
        return place.position() << INDEX_BITS | place.index();
    }

    /// The version of a record whose row has this number.
    static Place place(long number) {
        return new Place(number >>> INDEX_BITS, (int) (number & INDEX_MASK));
    }

    /// The columns of one container, by their places among all.
    private static final class Source {
        private final int presence;
        private final Map<String, Property> properties = new HashMap<>();

        Source(int presence) {
            this.presence = presence;
        }
    }

    /// The columns of one property, by the form of their values.
    private static final class Property {
        private final Map<Form, Integer> single = new EnumMap<>(Form.class);
        private final Map<Form, Integer> many = new EnumMap<>(Form.class);
    }

    /// The columns that were met by now; rows name theirs by the place among these.
    List<Column> columns() {
        return columns;
    }

    /// Adds a record as a row.
    void add(Place place, StoredRecord record, ColumnRows rows) {
        rows.begin(number(place))
                .add(0, record.id().space().value())
                .add(1, record.id().externalId())
                .add(2, record.createdTime())
                .add(3, record.lastUpdatedTime());
        record.content()
                .sources()
                .forEach((container, properties) -> add(container, properties, rows));
    }

    private void add(ContainerId container, Map<String, Datum> properties, ColumnRows rows) {
        Source source =
                sources.computeIfAbsent(container, c -> new Source(known(Scheme.presence(c))));
        rows.add(source.presence, true);
        properties.forEach(
                (name, value) -> {
                    Property property =
                            source.properties.computeIfAbsent(name, _ -> new Property());
                    add(property, container, name, value, rows);
                });
    }

    private void add(
            Property property, ContainerId container, String name, Datum value, ColumnRows rows) {
        if (value instanceof Datum.Many(var items)) {
            int column =
                    property.many.computeIfAbsent(
                            Form.of(items.getFirst()),
                            f -> known(Scheme.property(container, name, f, Column.Holds.MANY)));
            rows.add(column, new Value.Many(items.stream().map(Form::value).toList()));
        } else {
            int column =
                    property.single.computeIfAbsent(
                            Form.of(value),
                            f -> known(Scheme.property(container, name, f, Column.Holds.ONE)));
            Form.add(rows, column, value);
        }
    }

    /// The place of a new column.
    private int known(Column column) {
        columns.add(column);
        return columns.size() - 1;
    }

    /// The values of the only row, by column.
    Map<Column, Value> values(ColumnRows row) {
        Map<Column, Value> values = new HashMap<>();
        for (int cell = 0; cell < row.cells(); cell++) {
            values.put(columns.get(row.column(cell)), row.value(cell));
        }
        return values;
    }

    /// The values of a row that are there, by column.
    static Map<Column, Value> values(List<Column> columns, List<Value> row) {
        Map<Column, Value> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (row.get(i) != Value.Absent.ABSENT) {
                values.put(columns.get(i), row.get(i));
            }
        }
        return values;
    }
}
