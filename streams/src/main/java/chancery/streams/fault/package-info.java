/// What a request is refused with, in the words of this API. The status is for the edge to say.
@NullMarked
package chancery.streams.fault;

import org.jspecify.annotations.NullMarked;
