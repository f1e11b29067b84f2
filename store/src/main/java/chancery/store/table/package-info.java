/// Derived tables: what a view of the truth keeps for lists, look-ups, search and counts, with the
/// position it has reached in the same transaction. A view may be thrown away at any time, so
/// nothing acknowledged rests on it; its owner fills it again from the truth. Knows no engine and
/// no SQL but the text that [chancery.store.table.RawSql] hands on.
@NullMarked
package chancery.store.table;

import org.jspecify.annotations.NullMarked;
