/// What lists, look-ups and scripts of the AppView cost, on the index as SQLite has it.
@NullMarked
package chancery.bench.appview;

import org.jspecify.annotations.NullMarked;
