/// Owns the source text: lexer, parser, the tree of a chunk with its variables resolved.
/// Leaves meaning to `exec`.
@NullMarked
package chancery.lua.syntax;

import org.jspecify.annotations.NullMarked;
