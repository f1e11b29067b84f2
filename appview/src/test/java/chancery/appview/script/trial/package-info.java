/// Tests of trial runs.
@NullMarked
package chancery.appview.script.trial;

import org.jspecify.annotations.NullMarked;
