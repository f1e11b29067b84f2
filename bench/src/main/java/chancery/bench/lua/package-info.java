/// Benchmarks of our Lua beside LuaJ and native Lua 5.4, all of them with limits on. Owns how each
/// of the three is embedded; the scripts stand beside as text.
@NullMarked
package chancery.bench.lua;

import org.jspecify.annotations.NullMarked;
