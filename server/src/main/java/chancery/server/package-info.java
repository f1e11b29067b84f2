/// The program: wiring, the only place that knows every part.
@NullMarked
package chancery.server;

import org.jspecify.annotations.NullMarked;
