package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.Value;
import chancery.streams.name.ContainerId;
import chancery.streams.record.StoredRecord;
import chancery.streams.truth.Place;
import chancery.streams.value.Datum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
    private int usual = Scheme.FIXED.size();
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

    /// A row before it is known which columns its batch has: values, and of each the place of its
    /// column among all.
    static final class Draft {
        private final long number;
        private int[] columns;
        private Value[] values;
        private int count;

        private Draft(long number, int expected) {
            this.number = number;
            this.columns = new int[expected];
            this.values = new Value[expected];
        }

        private void add(int column, Value value) {
            if (count == columns.length) {
                columns = Arrays.copyOf(columns, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            columns[count] = column;
            values[count++] = value;
        }

        /// How many values it has.
        int count() {
            return count;
        }
    }

    /// A record as a row.
    Draft draft(Place place, StoredRecord record) {
        Draft draft = new Draft(number(place), usual);
        draft.add(0, Value.of(record.id().space().value()));
        draft.add(1, Value.of(record.id().externalId()));
        draft.add(2, Value.of(record.createdTime()));
        draft.add(3, Value.of(record.lastUpdatedTime()));
        record.content()
                .sources()
                .forEach((container, properties) -> add(container, properties, draft));
        usual = Math.max(draft.count, Scheme.FIXED.size());
        return draft;
    }

    private void add(ContainerId container, Map<String, Datum> properties, Draft draft) {
        Source source =
                sources.computeIfAbsent(container, c -> new Source(known(Scheme.presence(c))));
        draft.add(source.presence, Value.of(true));
        properties.forEach(
                (name, value) -> {
                    Property property =
                            source.properties.computeIfAbsent(name, _ -> new Property());
                    draft.add(column(property, container, name, value), value(value));
                });
    }

    private int column(Property property, ContainerId container, String name, Datum value) {
        if (value instanceof Datum.Many(var items)) {
            return property.many.computeIfAbsent(
                    Form.of(items.getFirst()),
                    form -> known(Scheme.property(container, name, form, Column.Holds.MANY)));
        }
        return property.single.computeIfAbsent(
                Form.of(value),
                form -> known(Scheme.property(container, name, form, Column.Holds.ONE)));
    }

    /// The place of a new column.
    private int known(Column column) {
        columns.add(column);
        return columns.size() - 1;
    }

    private static Value value(Datum value) {
        return value instanceof Datum.Many(var items)
                ? new Value.Many(items.stream().map(Form::value).toList())
                : Form.value(value);
    }

    /// The values of a row by column.
    Map<Column, Value> values(Draft draft) {
        Map<Column, Value> values = new HashMap<>();
        for (int i = 0; i < draft.count; i++) {
            values.put(columns.get(draft.columns[i]), draft.values[i]);
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

    /// Rows as one batch.
    ///
    /// @param cursor where the table stands after them
    ColumnBatch batch(List<Draft> drafts, long cursor) {
        BitSet used = new BitSet();
        drafts.forEach(draft -> Arrays.stream(draft.columns, 0, draft.count).forEach(used::set));
        int[] places = new int[columns.size()];
        List<Column> header = new ArrayList<>();
        used.stream()
                .forEach(
                        column -> {
                            places[column] = header.size();
                            header.add(columns.get(column));
                        });
        ColumnBatch batch = new ColumnBatch(header, cursor);
        Value[] row = new Value[header.size()];
        for (Draft draft : drafts) {
            Arrays.fill(row, Value.absent());
            for (int i = 0; i < draft.count; i++) {
                row[places[draft.columns[i]]] = draft.values[i];
            }
            batch.append(draft.number, Arrays.asList(row));
        }
        return batch;
    }
}
