/// Records as they are asked for: bodies of writes, validated whole before anything is stored.
@NullMarked
package chancery.streams.record;

import org.jspecify.annotations.NullMarked;
