package chancery.appview.script;

import chancery.appview.registry.Compiler;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.lexer.LuaSyntaxException;

import java.nio.charset.StandardCharsets;

/// Compiles scripts as they are uploaded. Nothing of a script runs here.
public final class ScriptCompiler implements Compiler {
    private final Lua lua = Lua.standard();

    @Override
    public Chunk compile(String name, String source) {
        Chunk chunk = translate(name, source);
        if (!chunk.assigns(ScriptEngine.ENTRY)) {
            throw new SyntaxException("script must define a handle() function");
        }
        return chunk;
    }

    private Chunk translate(String name, String source) {
        try {
            return lua.compile(name, source.getBytes(StandardCharsets.UTF_8));
        } catch (LuaSyntaxException e) {
            throw new SyntaxException("script compilation failed: " + e.getMessage());
        }
    }
}
