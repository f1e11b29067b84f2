/// Entries that end by themselves: an index by time, kept as a log, and its sweep.
@NullMarked
package chancery.pds.expiry;

import org.jspecify.annotations.NullMarked;
