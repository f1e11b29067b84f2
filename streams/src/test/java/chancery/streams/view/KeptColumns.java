package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnFiles;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;
import chancery.store.memory.MemoryColumnFiles;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Tables in memory that stay from one opening to the next, tell what was applied to them, and
/// break when they are told to.
final class KeptColumns implements ColumnFiles {
    private Columns inside = empty();
    private final List<ColumnBatch> batches = new ArrayList<>();
    private volatile boolean broken;
    private boolean damaged;
    private final Semaphore gate = new Semaphore(1);
    private boolean held;
    private int compactions;
    private int hindrances;

    private static Columns empty() {
        return new MemoryColumnFiles(ColumnLimits.DEFAULT).open();
    }

    @Override
    public Columns open() {
        if (damaged) {
            throw failure();
        }
        broken = false;
        return new Opened();
    }

    @Override
    public Columns openEmpty() {
        damaged = false;
        inside = empty();
        return open();
    }

    /// Fails all that is open by now.
    void breakDown() {
        broken = true;
    }

    /// Fails the next opening.
    void damage() {
        damaged = true;
    }

    /// Lets nothing be applied until it is released.
    void hold() {
        gate.acquireUninterruptibly();
        held = true;
    }

    void release() {
        if (held) {
            held = false;
            gate.release();
        }
    }

    /// Is in the way of compacting so many times.
    void hinder(int times) {
        hindrances = times;
    }

    /// What was applied, in all openings.
    List<ColumnBatch> batches() {
        return batches;
    }

    /// How many rows were appended, in all openings.
    int appended() {
        return batches.stream().mapToInt(batch -> batch.rows().size()).sum();
    }

    int compactions() {
        return compactions;
    }

    Set<String> names() {
        return inside.names();
    }

    private static ColumnsBrokenException failure() {
        return new ColumnsBrokenException("broken", new IllegalArgumentException());
    }

    private void use() {
        if (broken) {
            throw failure();
        }
    }

    private final class Opened implements Columns {
        @Override
        public ColumnTable open(String name, List<Column> columns) {
            use();
            return new Table(inside.open(name, columns));
        }

        @Override
        public void drop(String name) {
            use();
            inside.drop(name);
        }

        @Override
        public Set<String> names() {
            use();
            return inside.names();
        }

        @Override
        public void close() {}
    }

    private final class Table implements ColumnTable {
        private final ColumnTable table;

        Table(ColumnTable table) {
            this.table = table;
        }

        @Override
        public List<Column> columns() {
            return table.columns();
        }

        @Override
        public void widen(List<Column> columns) {
            use();
            table.widen(columns);
        }

        @Override
        public void apply(ColumnBatch batch) {
            gate.acquireUninterruptibly();
            gate.release();
            use();
            table.apply(batch);
            batches.add(batch);
        }

        @Override
        public OptionalLong cursor() {
            use();
            return table.cursor();
        }

        @Override
        public <T> T read(Function<ColumnReader, T> questions) {
            use();
            return table.read(questions);
        }

        @Override
        public boolean compact() {
            compactions++;
            return compactions > hindrances;
        }
    }
}
