/// The index: derived tables of all records, links and labels.
@NullMarked
package chancery.appview.index;

import org.jspecify.annotations.NullMarked;
