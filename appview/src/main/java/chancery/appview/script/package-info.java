/// Scripts: what they may call, how they run, and what becomes of them.
@NullMarked
package chancery.appview.script;

import org.jspecify.annotations.NullMarked;
