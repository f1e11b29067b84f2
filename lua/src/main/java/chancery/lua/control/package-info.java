/// Owns what leaves the straight way: protected calls, errors that scripts raise, coroutines.
/// Leaves variables that are to be closed to `exec`.
@NullMarked
package chancery.lua.control;

import org.jspecify.annotations.NullMarked;
