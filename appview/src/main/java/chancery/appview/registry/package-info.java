/// Lexicons and scripts: what was uploaded, compiled, and live for all threads at once.
@NullMarked
package chancery.appview.registry;

import org.jspecify.annotations.NullMarked;
