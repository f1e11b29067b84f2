/// Owns numbers as text, both ways, on bytes: numerals of the source and of `tonumber`, the texts
/// of `tostring` and of C's `printf`; and random ones.
@NullMarked
package chancery.lua.number;

import org.jspecify.annotations.NullMarked;
