/// Owns the comparison with Debian's `lua5.4`: the same programs run there and here, and what they
/// print is compared byte for byte.
@NullMarked
package chancery.lua.differential;

import org.jspecify.annotations.NullMarked;
