package chancery.appview.index.view;

import chancery.appview.index.IndexSchema;
import chancery.appview.truth.Kept;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.time.InstantSource;
import java.util.Optional;

/// Where changes of rows stand among all. Positions only grow, in the order in which transactions
/// are seen; each is about the moment of its change in microseconds since 1970, so that a moment
/// says where to begin. For the one writer of the rows.
public final class Positions {
    /// The row that says up to which position changes can be read. There is none while the rows
    /// are made anew.
    public static final String NEWEST = "newest";

    /// The row that says up to which position deletions are forgotten.
    public static final String FORGOTTEN = "forgotten";

    /// The rows that say when the rows were made anew last: at which position, and at which one of
    /// the log of the index. Positions from before mean nothing.
    public static final String BEGUN = "begun";

    public static final String LOG = "log";

    private static final String TABLE = IndexSchema.POSITIONS.name();

    private final Tables tables;
    private final InstantSource clock;
    private long newest;
    private boolean readable;

    Positions(Tables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /// Goes on where the rows are; false when they are not whole.
    boolean resume() {
        Optional<Row> row = tables.get(TABLE, RowKey.of(NEWEST));
        readable = row.isPresent();
        newest = row.map(kept -> kept.integer("position")).orElse(0L);
        return readable;
    }

    /// The rows are made anew: until [#finish] nobody reads their changes.
    void restart() {
        readable = false;
    }

    /// A row stands where it was written last.
    long pass(long position) {
        newest = Math.max(newest, position);
        return position;
    }

    /// Lets changes be read from here on. Who has read some before cannot go on: nobody knows what
    /// he has seen that is gone.
    ///
    /// @param log position in the log of the index
    void finish(TableBatch batch, long log) {
        begin();
        readable = true;
        put(batch, BEGUN, newest);
        put(batch, LOG, log);
        forget(batch, newest);
    }

    /// What comes now comes at this moment, or after what was there.
    void begin() {
        newest = Math.max(newest, Kept.micros(clock.instant()));
    }

    /// Says as part of a batch that deletions up to here are forgotten by it.
    void forget(TableBatch batch, long position) {
        put(batch, FORGOTTEN, position);
    }

    private static void put(TableBatch batch, String name, long position) {
        batch.upsert(TABLE, Cell.of(name), Cell.of(position));
    }

    /// The position of one more change.
    long next() {
        newest++;
        return newest;
    }

    /// Writes as part of a batch how far it goes.
    void note(TableBatch batch) {
        if (readable) {
            put(batch, NEWEST, newest);
        }
    }
}
