/// The admin API of labelers.
@NullMarked
package chancery.appview.http.admin.labeler;

import org.jspecify.annotations.NullMarked;
