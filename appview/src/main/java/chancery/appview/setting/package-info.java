/// Settings that operators change while the server runs, and the variables of scripts.
@NullMarked
package chancery.appview.setting;

import org.jspecify.annotations.NullMarked;
