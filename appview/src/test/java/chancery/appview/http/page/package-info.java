/// Tests of the package of this name.
@NullMarked
package chancery.appview.http.page;

import org.jspecify.annotations.NullMarked;
