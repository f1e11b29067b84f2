/// The AppView as a whole, over the memory engines.
@NullMarked
package chancery.appview;

import org.jspecify.annotations.NullMarked;
