/// Owns what a running script is made of: values, tables, functions, errors, the budget, the state.
/// Leaves reading source to `syntax` and walking it to `exec`.
@NullMarked
package chancery.lua.runtime;

import org.jspecify.annotations.NullMarked;
