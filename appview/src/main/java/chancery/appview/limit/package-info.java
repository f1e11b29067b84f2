/// The limits of the AppView.
@NullMarked
package chancery.appview.limit;

import org.jspecify.annotations.NullMarked;
