/// Owns what tests of whole scripts share: states with all libraries, opened as a host opens them.
@NullMarked
package chancery.lua.kit;

import org.jspecify.annotations.NullMarked;
