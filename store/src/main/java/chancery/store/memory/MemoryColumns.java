package chancery.store.memory;

import chancery.store.column.Column;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnRules;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Wide tables as maps of rows.
public final class MemoryColumns implements Columns {
    private final ColumnLimits limits;
    private final Map<String, MemoryColumnTable> tables = new TreeMap<>();

    public MemoryColumns(ColumnLimits limits) {
        this.limits = limits;
    }

    @Override
    public synchronized ColumnTable open(String name, List<Column> columns) {
        Column.requireName(name);
        ColumnRules rules = new ColumnRules(columns, limits);
        MemoryColumnTable known = tables.get(name);
        if (known != null && known.fits(columns)) {
            known.widen(columns);
            return known;
        }
        MemoryColumnTable fresh = new MemoryColumnTable(rules);
        tables.put(name, fresh);
        return fresh;
    }

    @Override
    public synchronized void drop(String name) {
        tables.remove(name);
    }

    @Override
    public synchronized Set<String> names() {
        return Set.copyOf(tables.keySet());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
