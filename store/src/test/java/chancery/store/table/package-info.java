/// What every engine of derived tables must do, and a random comparison of engines.
@NullMarked
package chancery.store.table;

import org.jspecify.annotations.NullMarked;
