/// Events of a repository host and their frames, both ways, and the port [EventSource] from which
/// they are read.
@NullMarked
package chancery.atproto.sync;

import org.jspecify.annotations.NullMarked;
