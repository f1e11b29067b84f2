/// Tests of the streams.
@NullMarked
package chancery.streams;

import org.jspecify.annotations.NullMarked;
