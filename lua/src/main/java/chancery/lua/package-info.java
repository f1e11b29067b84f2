/// Owns Lua 5.4 for a host: the front door. What a script can spend is bounded by a budget that it
/// cannot catch.
@NullMarked
package chancery.lua;

import org.jspecify.annotations.NullMarked;
