package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.List;

/// Reads in the engine's own SQL, over the [RawView]s of a schema and nothing else. For people who
/// bring queries along: what it understands differs by engine, and the memory engine has none.
public interface RawSql {
    /// Runs one statement that reads. Parameters are `?` and `$1`, `$2` and so on.
    RawAnswer query(String sql, List<Cell> parameters);
}
