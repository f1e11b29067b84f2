/// Tests of the package of this name.
@NullMarked
package chancery.appview.event;

import org.jspecify.annotations.NullMarked;
