/// Who calls a method of a lexicon. How that is found out is `session`'s work.
@NullMarked
package chancery.appview.caller;

import org.jspecify.annotations.NullMarked;
