package chancery.store.table;

import java.util.List;

/// What raw SQL may see of a table: some columns, under names of their own, of some rows.
public record RawView(String name, String table, List<Output> columns, Filter where) {
    public RawView {
        Table.requireName(name);
        columns = List.copyOf(columns);
        columns.forEach(column -> Table.requireName(column.name()));
    }

    /// A column of a view and the column of the table that it shows.
    public record Output(String name, String column) {}
}
