/// How the process is: alive, ready, which version, and its meters.
@NullMarked
package chancery.server.health;

import org.jspecify.annotations.NullMarked;
