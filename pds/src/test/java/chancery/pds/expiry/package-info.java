/// Tests of the expiry log on the memory engine.
@NullMarked
package chancery.pds.expiry;

import org.jspecify.annotations.NullMarked;
