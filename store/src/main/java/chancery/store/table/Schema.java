package chancery.store.table;

import java.util.List;

/// The tables of one view and what raw SQL may see of them. Another version or another definition
/// of a table makes the view begin empty.
///
/// @param version raised by the owner when what it puts into the same columns changes
public record Schema(String name, int version, List<Table> tables, List<RawView> views) {
    public Schema {
        Table.requireName(name);
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        if (tables.stream().map(Table::name).distinct().count() != tables.size()) {
            throw new IllegalArgumentException(name + " has a table twice");
        }
        for (RawView view : views) {
            Table table = find(tables, view.table());
            view.columns().forEach(column -> table.column(column.column()));
        }
    }

    /// The table with this name.
    ///
    /// @throws IllegalArgumentException when there is none
    public Table table(String table) {
        return find(tables, table);
    }

    /// All that decides whether rows written under another schema can be kept.
    public String fingerprint() {
        return version + " " + tables;
    }

    private static Table find(List<Table> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }
}
