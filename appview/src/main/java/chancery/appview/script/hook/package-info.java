/// Scripts that are asked before records and labels are taken in.
@NullMarked
package chancery.appview.script.hook;

import org.jspecify.annotations.NullMarked;
