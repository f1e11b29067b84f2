/// Wide tables for questions over many rows: typed columns without keys or indexes, filled in
/// batches, asked for the first rows in an order and for counts and figures by group. What stands
/// here is derived: its owner fills it again from the truth when it is gone. Knows no engine, no
/// SQL and nothing of what the columns mean.
@NullMarked
package chancery.store.column;

import org.jspecify.annotations.NullMarked;
