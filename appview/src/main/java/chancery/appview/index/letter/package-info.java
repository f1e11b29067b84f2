/// Dead letters: changes whose script failed for good, kept until somebody has looked at them.
@NullMarked
package chancery.appview.index.letter;

import org.jspecify.annotations.NullMarked;
