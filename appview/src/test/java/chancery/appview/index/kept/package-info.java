/// Tests of the index.
@NullMarked
package chancery.appview.index.kept;

import org.jspecify.annotations.NullMarked;
