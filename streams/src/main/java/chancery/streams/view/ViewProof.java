package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnRows;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.Value;
import chancery.streams.truth.Change;
import chancery.streams.truth.Place;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamTruth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Compares the view of a stream that nobody writes to with its records: each record that was
/// written up to the cursor of the table is a row with its values, and each row is such a record,
/// or was one until something after the cursor.
public final class ViewProof {
    private static final int STEP = 20_000;

    private final StreamTruth truth;
    private final ColumnTable table;
    private final long cursor;
    private final Set<Long> superseded = new HashSet<>();
    private final List<Column> columns;
    private final Grid grid = new Grid();
    private List<ColumnBatch.Row> rows = List.of();
    private int at;
    private long read;
    private long compared;
    private long missing;
    private long surplus;
    private long different;

    private ViewProof(StreamTruth truth, ColumnTable table, long cursor, List<Place> superseded) {
        this.truth = truth;
        this.table = table;
        this.cursor = cursor;
        this.columns = table.columns();
        superseded.forEach(place -> this.superseded.add(Grid.number(place)));
    }

    /// What the comparison found.
    ///
    /// @param rows how many were compared
    public record Result(long rows, List<String> faults) {
        public Result {
            faults = List.copyOf(faults);
        }
    }

    /// Compares a view, when there is one. One that is behind the log of the stream is not: it is
    /// filled again before anybody asks it.
    public static Result run(StreamTruth truth, Columns columns) {
        Result nothing = new Result(0, List.of());
        if (!columns.names().contains(Scheme.table(truth))) {
            return nothing;
        }
        ColumnTable table = columns.open(Scheme.table(truth), Scheme.FIXED);
        OptionalLong cursor = table.cursor();
        if (cursor.isEmpty() || !truth.tells(cursor.getAsLong())) {
            return nothing;
        }
        Optional<List<Place>> later = truth.superseded(cursor.getAsLong(), truth.tail());
        if (later.isEmpty()) {
            return nothing;
        }
        ViewProof proof = new ViewProof(truth, table, cursor.getAsLong(), later.get());
        proof.compare();
        return new Result(proof.compared, proof.faults());
    }

    private void compare() {
        truth.walk(
                Place.START,
                (place, value) -> {
                    if (place.position() > cursor) {
                        return false;
                    }
                    Change change = Change.decode(place, value);
                    if (change.status() != Status.DELETED) {
                        compare(change);
                    }
                    return true;
                });
        while (row().isPresent()) {
            passOver();
        }
    }

    private void compare(Change change) {
        long number = Grid.number(change.place());
        while (row().filter(row -> row.number() < number).isPresent()) {
            passOver();
        }
        compared++;
        Optional<ColumnBatch.Row> row = row().filter(r -> r.number() == number);
        if (row.isEmpty()) {
            missing++;
            return;
        }
        ColumnRows expected = new ColumnRows();
        grid.add(change.place(), change.record(), expected);
        if (!values(row.get()).equals(grid.values(expected))) {
            different++;
        }
        at++;
    }

    /// The values of a row that are there, by column.
    private Map<Column, Value> values(ColumnBatch.Row row) {
        return Grid.values(columns, row.values());
    }

    /// The row that is looked at; empty behind the last.
    private Optional<ColumnBatch.Row> row() {
        if (at == rows.size()) {
            List<String> names = columns.stream().map(Column::name).toList();
            rows = table.read(reader -> reader.after(read, names, STEP));
            at = 0;
            read = rows.isEmpty() ? read : rows.getLast().number();
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(at));
    }

    private void passOver() {
        if (!superseded.contains(rows.get(at).number())) {
            surplus++;
        }
        at++;
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        fault(faults, missing, "records are missing from the view");
        fault(faults, surplus, "rows of the view are no records");
        fault(faults, different, "rows of the view differ from their records");
        return faults;
    }

    private void fault(List<String> faults, long count, String what) {
        if (count > 0) {
            faults.add(truth.partition().name() + ": " + count + " " + what);
        }
    }
}
