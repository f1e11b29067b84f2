/// Wide tables in DuckDB: one file, one connection that writes, a few that read. A table has no
/// keys and no indexes: a batch deletes the rows it drops by their numbers and appends the others,
/// with the cursor, in one transaction. Starts no thread of its own; the engine works on threads
/// outside of Java's.
///
/// The files are a view. When the engine fails, or they are damaged, that is said by
/// [chancery.store.column.ColumnsBrokenException], and their owner begins with empty ones.
@NullMarked
package chancery.store.embedded.column;

import org.jspecify.annotations.NullMarked;
