/// Owns the grammar: parser, the tree of a chunk with its variables resolved.
/// Leaves characters to `lexer` and meaning to `exec`.
@NullMarked
package chancery.lua.syntax;

import org.jspecify.annotations.NullMarked;
