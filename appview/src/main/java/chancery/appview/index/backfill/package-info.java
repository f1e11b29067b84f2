/// Backfills: records that were there before anybody listened, read from where they live, a page
/// at a time and with regard for the hosts that have them.
@NullMarked
package chancery.appview.index.backfill;

import org.jspecify.annotations.NullMarked;
