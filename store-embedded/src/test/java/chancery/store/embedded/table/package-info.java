/// Tests of tables in SQLite.
@NullMarked
package chancery.store.embedded.table;

import org.jspecify.annotations.NullMarked;
