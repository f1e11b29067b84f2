/// Records as scripts load and write them, wherever their repository is.
@NullMarked
package chancery.appview.record;

import org.jspecify.annotations.NullMarked;
