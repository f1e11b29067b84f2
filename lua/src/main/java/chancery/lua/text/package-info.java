/// Owns the libraries `string` and `utf8`. Leaves matching itself to `pattern` and the digits of
/// numbers to `number`.
@NullMarked
package chancery.lua.text;

import org.jspecify.annotations.NullMarked;
