/// What a cell of a derived table holds, how cells are compared, and just enough JSON to follow a
/// path. Knows nothing of tables.
@NullMarked
package chancery.store.table.value;

import org.jspecify.annotations.NullMarked;
