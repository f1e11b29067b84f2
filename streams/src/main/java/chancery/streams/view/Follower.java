package chancery.streams.view;

import chancery.store.StoreBusyException;
import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnTable;
import chancery.store.column.ColumnsBrokenException;
import chancery.streams.answer.Beginning;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/// Fills the table of one stream and keeps it beside the truth: reads what changed after the
/// cursor, drops the rows that are no longer the newest, appends the new ones. What waits goes in
/// one batch, and as long as nobody asks, changes gather for a little longer than the last batch
/// took: rows to be dropped are looked for once for many. When the log does not reach back to the
/// cursor, the table begins anew with all records. For one thread.
final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration LOG_WAIT = Duration.ofSeconds(30);

    /// What was just written is left alone for so long while nobody waits for it: a filter right
    /// behind it, which reads what is new from the truth, has the processor for itself.
    private static final Duration BREATH = Duration.ofMillis(15);

    /// So many breaths as long as little was written, which is then taken in together.
    private static final int BREATHS = 8;

    /// Half of what a filter reads beside the view, which leaves it room for what comes meanwhile.
    private static final long LITTLE = Ahead.MOST / 2;

    private static final Duration GATHER_MAX = Duration.ofMillis(250);
    private static final int GATHER_FACTOR = 2;
    private static final long DEAD_MAX = 50_000;

    /// New rows that are worth writing into the file, where they are packed: texts are read in a
    /// third of the time then.
    private static final long FRESH_MAX = 10_000;

    private static final int TIDY_FACTOR = 20;
    private static final long TOLD_EACH = 500_000;

    private final StreamTruth truth;
    private final TableEngine engine;
    private final StreamsLimits.View limits;
    private final LongSupplier nanos;
    private final Standing standing;
    private final Beginning beginning = new Beginning();
    private final Pace pace = new Pace();
    private final Set<String> columns = new HashSet<>();
    private Grid grid = new Grid();
    private Optional<ColumnTable> table = Optional.empty();
    private long generation;
    private long base;
    private long dead;
    private long fresh;
    private long rows;
    private long tidied;
    private Duration tidying = Duration.ZERO;
    private volatile long caughtUp;
    private volatile boolean over;

    /// @param nanos a clock for durations
    Follower(StreamTruth truth, TableEngine engine, StreamsLimits.View limits, LongSupplier nanos) {
        this.truth = truth;
        this.engine = engine;
        this.limits = limits;
        this.nanos = nanos;
        this.standing = new Standing(nanos);
        this.caughtUp = nanos.getAsLong();
        this.tidied = caughtUp;
    }

    StreamTruth truth() {
        return truth;
    }

    Standing standing() {
        return standing;
    }

    Pace pace() {
        return pace;
    }

    /// Where the stream begins.
    Beginning beginning() {
        return beginning;
    }

    /// Ends the following with the next turn.
    void end() {
        over = true;
    }

    /// One turn: waits for something to do, and does it.
    void turn() throws InterruptedException {
        try {
            if (over) {
                drop();
            }
            standing.failure().ifPresent(this::fail);
            ColumnTable open = table();
            boolean complete = standing.complete();
            boolean news = !complete || truth.log().await(standing.position(), PATIENCE);
            if (news) {
                if (complete) {
                    breathe();
                }
                advance(open);
            } else {
                caughtUp = nanos.getAsLong();
            }
            tidy(open, news);
        } catch (ColumnsBrokenException broken) {
            fail(broken);
            Thread.sleep(REST);
        } catch (StoreBusyException busy) {
            Thread.sleep(REST);
        }
    }

    private void breathe() throws InterruptedException {
        standing.gather(BREATH);
        for (int i = 1; i < BREATHS && pace.rows(behind()) <= LITTLE; i++) {
            standing.gather(BREATH);
        }
    }

    private void fail(ColumnsBrokenException broken) {
        standing.lose();
        table = Optional.empty();
        engine.broken(generation, broken);
    }

    /// Throws the table away and ends.
    private void drop() throws InterruptedException {
        standing.retire();
        engine.running().columns().drop(Scheme.table(truth));
        throw new InterruptedException("the stream is gone");
    }

    private ColumnTable table() throws InterruptedException {
        TableEngine.Running running = engine.running();
        if (table.isEmpty() || running.generation() != generation) {
            generation = running.generation();
            table = Optional.of(open(running));
        }
        return table.get();
    }

    private ColumnTable open(TableEngine.Running running) throws InterruptedException {
        standing.retire();
        ColumnTable opened = running.columns().open(Scheme.table(truth), Scheme.FIXED);
        OptionalLong cursor = opened.cursor();
        if (cursor.isPresent() && truth.tells(cursor.getAsLong())) {
            base = 0;
            begin(opened, cursor.getAsLong());
            // How many were left unpacked by the stop is not known.
            fresh = FRESH_MAX;
            return opened;
        }
        return anew(running, opened);
    }

    private ColumnTable anew(TableEngine.Running running, ColumnTable before) {
        ColumnTable empty = before;
        if (before.cursor().isPresent()) {
            LOG.warn("the view of {} is behind its log and is filled again", name());
            running.columns().drop(Scheme.table(truth));
            empty = running.columns().open(Scheme.table(truth), Scheme.FIXED);
        }
        base = truth.tail();
        begin(empty, 0);
        return empty;
    }

    private void begin(ColumnTable opened, long position) {
        grid = new Grid();
        columns.clear();
        opened.columns().forEach(column -> columns.add(column.name()));
        dead = 0;
        fresh = 0;
        rows = 0;
        standing.open(opened, position, base);
    }

    private String name() {
        return truth.partition().name();
    }

    /// Takes in what waits, or as much of it as is taken in at a time.
    private void advance(ColumnTable open) throws InterruptedException {
        long start = nanos.getAsLong();
        long position = standing.position();
        long tail = truth.tail();
        Piece piece = Piece.read(truth, position, grid, limits);
        long reached = piece.whole() ? Math.max(tail, piece.last()) : piece.last();
        // A change can be read a moment before its entry.
        if (reached > tail && !truth.log().await(reached - 1, LOG_WAIT)) {
            return;
        }
        Optional<List<Place>> gone = truth.superseded(Math.max(position, base), reached);
        if (gone.isEmpty()) {
            // The log was trimmed in the meantime: the table begins anew with the next turn.
            table = Optional.empty();
            return;
        }
        List<Long> dropped =
                gone.get().stream()
                        .filter(place -> place.position() <= position)
                        .map(Grid::number)
                        .toList();
        apply(open, piece, dropped, reached);
        Duration took = Duration.ofNanos(nanos.getAsLong() - start);
        pace.did(reached - position, piece.rows().count(), piece.bytes(), took);
        tell(piece);
        if (piece.whole()) {
            caughtUp = start;
            standing.gather(Collections.min(List.of(took.multipliedBy(GATHER_FACTOR), GATHER_MAX)));
        }
    }

    private void apply(ColumnTable open, Piece piece, List<Long> dropped, long reached) {
        int drops = limits.rows();
        int first = 0;
        while (dropped.size() - first > drops) {
            standing.unsettle();
            ColumnBatch batch = new ColumnBatch(List.of(), standing.position());
            dropped.subList(first, first + drops).forEach(batch::drop);
            open.apply(batch);
            first += drops;
        }
        ColumnBatch batch = new ColumnBatch(grid.columns(), piece.rows(), reached);
        dropped.subList(first, dropped.size()).forEach(batch::drop);
        widen(open, batch);
        if (piece.whole()) {
            standing.settle(reached);
        } else {
            standing.unsettle();
        }
        open.apply(batch);
        standing.reach(reached);
        dead += dropped.size();
        fresh += piece.rows().count();
    }

    private void widen(ColumnTable open, ColumnBatch batch) {
        List<Column> more =
                batch.columns().stream().filter(c -> !columns.contains(c.name())).toList();
        if (!more.isEmpty()) {
            open.widen(more);
            more.forEach(column -> columns.add(column.name()));
        }
    }

    /// Says how far a long filling has come.
    private void tell(Piece piece) {
        long before = rows;
        rows += piece.rows().count();
        if (!piece.whole() && before / TOLD_EACH < rows / TOLD_EACH) {
            LOG.info("the view of {} has taken in {} records", name(), rows);
        }
    }

    /// Throws dead rows away and packs new ones: when there is nothing else to do, and otherwise
    /// when many are dead, but so seldom that it takes a small part of the time.
    private void tidy(ColumnTable open, boolean news) {
        boolean due = nanos.getAsLong() - tidied >= tidying.toNanos() * TIDY_FACTOR;
        if (news ? dead >= DEAD_MAX && due : dead > 0 || fresh >= FRESH_MAX) {
            long start = nanos.getAsLong();
            if (open.compact()) {
                dead = 0;
                fresh = 0;
            }
            tidied = nanos.getAsLong();
            tidying = Duration.ofNanos(tidied - start);
        }
    }

    /// By how many requests the view is behind those that it follows.
    long behind() {
        return standing.behind(truth.tail());
    }

    /// Whether more waits for the view than may.
    boolean overloaded() {
        return pace.excessive(behind(), limits);
    }

    /// For how long it has been behind.
    Duration late() {
        return behind() == 0
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, nanos.getAsLong() - caughtUp));
    }
}
