/// Owns the proof that scripts stay inside their budgets: a corpus of hostile ones, each run in a
/// process of little memory.
@NullMarked
package chancery.lua.hostile;

import org.jspecify.annotations.NullMarked;
