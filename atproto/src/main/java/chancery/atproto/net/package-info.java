/// Ports to the outside world. Implementations, guarded against private addresses, sizes and slow
/// peers, stand in `web`.
@NullMarked
package chancery.atproto.net;

import org.jspecify.annotations.NullMarked;
