/// Tests of cells, their order, and the JSON they hold.
@NullMarked
package chancery.store.table.value;

import org.jspecify.annotations.NullMarked;
