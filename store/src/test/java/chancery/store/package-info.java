/// The contracts of the words of storage, for every engine, and the doubles that count what was
/// left open.
@NullMarked
package chancery.store;

import org.jspecify.annotations.NullMarked;
