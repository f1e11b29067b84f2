/// Writes: decided whole over the heads of records, then one commit on the condition that the heads
/// are still the same; decided again when they are not.
@NullMarked
package chancery.streams.write;

import org.jspecify.annotations.NullMarked;
