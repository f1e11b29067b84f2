/// What can be asked of the index: lists with cursors, look-ups, search, counts, back-links, and
/// raw SQL. Leaves who may ask, and how fresh the index is, to the caller.
@NullMarked
package chancery.appview.query;

import org.jspecify.annotations.NullMarked;
