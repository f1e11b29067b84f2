/// Tests of the index.
@NullMarked
package chancery.appview.index;

import org.jspecify.annotations.NullMarked;
