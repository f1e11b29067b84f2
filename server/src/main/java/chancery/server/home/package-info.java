/// The page at `/`, and what robots read.
@NullMarked
package chancery.server.home;

import org.jspecify.annotations.NullMarked;
