package chancery.streams.view;

import chancery.store.column.ColumnRows;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.truth.Change;
import chancery.streams.truth.Place;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamTruth;

/// The newest changes of a stream after a position: all of them as of one moment, or so many as are
/// taken in at a time, whole requests in any case.
final class Piece {
    /// Values of rows; a batch of few rows may have many columns.
    private static final int CELLS_MAX = 1_000_000;

    /// Changes of one request at most.
    private static final int REQUEST_MAX = 1_000;

    private static final int INDEX_MAX = 0xffff;

    private final Grid grid;
    private final StreamsLimits.View limits;
    private final ColumnRows rows = new ColumnRows();
    private long last;
    private int changes;
    private long bytes;
    private boolean whole = true;

    private Piece(Grid grid, StreamsLimits.View limits, long after) {
        this.grid = grid;
        this.limits = limits;
        this.last = after;
    }

    static Piece read(StreamTruth truth, long after, Grid grid, StreamsLimits.View limits) {
        Piece piece = new Piece(grid, limits, after);
        truth.walk(new Place(after, INDEX_MAX), piece::take);
        return piece;
    }

    private boolean take(Place place, byte[] value) {
        if (place.position() != last && full()) {
            whole = false;
            return false;
        }
        last = place.position();
        changes++;
        bytes += value.length;
        Change change = Change.decode(place, value);
        if (change.status() != Status.DELETED) {
            grid.add(place, change.record(), rows);
        }
        return true;
    }

    /// Whether another request of the largest size may be too much.
    private boolean full() {
        return changes > limits.rows() - REQUEST_MAX
                || bytes >= limits.bytes()
                || rows.cells() >= CELLS_MAX;
    }

    /// The rows of those that are records.
    ColumnRows rows() {
        return rows;
    }

    /// The position of the last change.
    long last() {
        return last;
    }

    /// Whether these are all.
    boolean whole() {
        return whole;
    }

    /// Of the changes as they are kept.
    long bytes() {
        return bytes;
    }
}
