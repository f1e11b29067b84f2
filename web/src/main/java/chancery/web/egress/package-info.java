/// The one way out: requests to other hosts, guarded against private addresses, size and time.
@NullMarked
package chancery.web.egress;

import org.jspecify.annotations.NullMarked;
