/// The limits of this door. Sizes of values and identifiers are facts of the API and stand beside
/// their types.
@NullMarked
package chancery.streams.limit;

import org.jspecify.annotations.NullMarked;
