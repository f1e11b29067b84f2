/// Derived tables in SQLite: one file per schema, one writer, a few readers, raw SQL on connections
/// of its own. Starts no thread; a file that cannot be used is thrown away, for its owner fills it
/// again from the truth.
@NullMarked
package chancery.store.embedded.table;

import org.jspecify.annotations.NullMarked;
