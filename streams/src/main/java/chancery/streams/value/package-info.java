/// Typed values and the types that properties have: how JSON becomes a value, and what is refused.
@NullMarked
package chancery.streams.value;

import org.jspecify.annotations.NullMarked;
