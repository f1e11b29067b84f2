/// Proves the stored repositories and the event log from the signatures up; only reads.
@NullMarked
package chancery.pds.verify;

import org.jspecify.annotations.NullMarked;
