/// Runs of scripts that change nothing: what they would have written is told instead.
@NullMarked
package chancery.appview.script.trial;

import org.jspecify.annotations.NullMarked;
