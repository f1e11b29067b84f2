/// The admin API of the index: backfills and dead letters.
@NullMarked
package chancery.appview.http.admin.index;

import org.jspecify.annotations.NullMarked;
