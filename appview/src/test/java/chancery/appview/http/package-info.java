/// Tests of the package of this name.
@NullMarked
package chancery.appview.http;

import org.jspecify.annotations.NullMarked;
