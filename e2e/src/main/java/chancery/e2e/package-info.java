/// Real clients against the real process.
@NullMarked
package chancery.e2e;

import org.jspecify.annotations.NullMarked;
