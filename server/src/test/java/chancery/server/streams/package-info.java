/// Tests of the index as streams read it.
@NullMarked
package chancery.server.streams;

import org.jspecify.annotations.NullMarked;
