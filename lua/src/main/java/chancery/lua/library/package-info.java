/// Owns the functions that a script finds when it starts, and their shared, copy-on-write tables.
/// Leaves what a value is to `runtime`, patterns to `pattern`, and everything that knows frames of
/// calls (`pcall`, `error`, coroutines, the compiler behind `load`) to those who hand it in.
@NullMarked
package chancery.lua.library;

import org.jspecify.annotations.NullMarked;
