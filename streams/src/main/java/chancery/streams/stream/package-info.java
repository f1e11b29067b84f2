/// Streams of a project and the templates they are made from.
@NullMarked
package chancery.streams.stream;

import org.jspecify.annotations.NullMarked;
