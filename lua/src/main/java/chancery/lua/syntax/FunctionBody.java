package chancery.lua.syntax;

import java.util.List;

/// A function as written.
///
/// @param name for tracebacks, as in `function 'name'`, `function <chunk:12>` or `main chunk`
/// @param line of the word `function`; 0 for a main chunk
/// @param lastLine of its `end`
/// @param vararg whether it takes `...`
/// @param slots size of its frame
public record FunctionBody(
        String name,
        int line,
        int lastLine,
        List<LocalVariable> parameters,
        boolean vararg,
        Block block,
        List<UpvalueSource> upvalues,
        int slots) {}
