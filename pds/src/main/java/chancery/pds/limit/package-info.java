/// The one record of limits of this module.
@NullMarked
package chancery.pds.limit;

import org.jspecify.annotations.NullMarked;
