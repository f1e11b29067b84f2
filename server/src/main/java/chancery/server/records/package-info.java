/// Records out of a file into a stream, as the command line imports them: lines, batches, and how
/// far it is. How a server is reached is left to whoever asks.
@NullMarked
package chancery.server.records;

import org.jspecify.annotations.NullMarked;
