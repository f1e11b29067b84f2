package chancery.appview.registry;

import chancery.lua.Chunk;

/// Compiles scripts, and never runs them.
@FunctionalInterface
public interface Compiler {
    /// @param name of the script, for its messages
    /// @throws chancery.atproto.syntax.SyntaxException in the words an uploader sees, when it is
    ///     no Lua, or has no `handle()`
    Chunk compile(String name, String source);
}
