/// Tests of the package of this name.
@NullMarked
package chancery.appview.setting;

import org.jspecify.annotations.NullMarked;
