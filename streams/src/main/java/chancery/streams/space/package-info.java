/// Spaces: what groups containers and records.
@NullMarked
package chancery.streams.space;

import org.jspecify.annotations.NullMarked;
