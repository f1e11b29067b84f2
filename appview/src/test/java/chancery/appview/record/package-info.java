/// Tests of writing repositories wherever they are.
@NullMarked
package chancery.appview.record;

import org.jspecify.annotations.NullMarked;
