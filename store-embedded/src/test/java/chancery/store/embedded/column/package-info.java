/// Tests of wide tables in DuckDB.
@NullMarked
package chancery.store.embedded.column;

import org.jspecify.annotations.NullMarked;
