/// Owns Lua's patterns: reading, matching, captures, and the search for a plain text. Leaves what
/// is done with a match to `library`.
@NullMarked
package chancery.lua.pattern;

import org.jspecify.annotations.NullMarked;
