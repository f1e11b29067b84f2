/// Tests of streams in scripts.
@NullMarked
package chancery.appview.script.stream;

import org.jspecify.annotations.NullMarked;
