/// Tests of types of records as streams.
@NullMarked
package chancery.streams.indexed;

import org.jspecify.annotations.NullMarked;
