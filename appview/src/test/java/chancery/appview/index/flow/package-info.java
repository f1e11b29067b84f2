/// Tests of the index.
@NullMarked
package chancery.appview.index.flow;

import org.jspecify.annotations.NullMarked;
