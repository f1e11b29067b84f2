/// Words about who is calling. Checking tokens is the work of the door that issued them.
@NullMarked
package chancery.web.auth;

import org.jspecify.annotations.NullMarked;
