/// What every engine of wide tables must do, and random questions to compare them by.
@NullMarked
package chancery.store.column;

import org.jspecify.annotations.NullMarked;
