/// Owns the characters of a source: names, numerals, strings, comments, lines, and how messages
/// about a source look. Leaves what tokens mean together to `syntax`.
@NullMarked
package chancery.lua.lexer;

import org.jspecify.annotations.NullMarked;
