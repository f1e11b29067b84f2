/// Will own Lua 5.4: compiler, interpreter, libraries and budgets that a script cannot catch.
@NullMarked
package chancery.lua;

import org.jspecify.annotations.NullMarked;
