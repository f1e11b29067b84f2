package chancery.lua.lexer;

/// How much source is read. The tree of a source takes at most a few dozen times its bytes.
///
/// @param sourceBytes size of a source
/// @param tokenBytes size of one name, numeral or string
/// @param tokens in a source
/// @param nesting levels of blocks, functions, parentheses and operators that group to the right
/// @param depth height of a tree; beside nesting, each suffix of a chain like `a.b(c)` is a level
public record SyntaxLimits(int sourceBytes, int tokenBytes, int tokens, int nesting, int depth) {
    /// Accepts what the reference implementation accepts, up to a size.
    public static SyntaxLimits defaults() {
        return new SyntaxLimits(16 << 20, 8 << 20, 4_000_000, 200, 2_200);
    }
}
