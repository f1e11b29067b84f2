/// Rows of the AppView that are no view of anything: typed, by name, in the store.
@NullMarked
package chancery.appview.truth;

import org.jspecify.annotations.NullMarked;
