/// Tests of the whole index.
@NullMarked
package chancery.appview.index.whole;

import org.jspecify.annotations.NullMarked;
