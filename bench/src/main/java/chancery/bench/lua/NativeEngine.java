package chancery.bench.lua;

import party.iroiro.luajava.JFunction;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua54.Lua54;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Native Lua 5.4 through luajava, with a hook every 1,000 instructions that counts them.
final class NativeEngine implements Engine {
    private static final byte[] LIMIT =
            """
            local left, sethook = 1 << 40, debug.sethook
            local function count() left = left - 1 if left < 0 then error("out of steps") end end
            sethook(count, "", 1000)
            debug, io, os, package, require, dofile, loadfile, java, luajava = nil
            """
                    .getBytes(StandardCharsets.UTF_8);
    private static final JFunction HOST =
            lua -> {
                lua.push(lua.toInteger(1) + 1);
                return 1;
            };

    private final ByteBuffer limit;
    private final ByteBuffer script;
    private final Lua warm;

    NativeEngine(byte[] source) {
        try (Lua compiler = new Lua54()) {
            limit = compiled(compiler, LIMIT);
            script = compiled(compiler, source);
        }
        warm = world();
        warm.run(script, "script");
    }

    @Override
    public double fresh() {
        try (Lua lua = world()) {
            lua.load(script, "script");
            lua.pCall(0, 1);
            return lua.toNumber(-1);
        }
    }

    @Override
    public double run() {
        warm.getGlobal("run");
        warm.pCall(0, 1);
        double result = warm.toNumber(-1);
        warm.pop(1);
        return result;
    }

    @Override
    public void close() {
        warm.close();
    }

    private Lua world() {
        Lua lua = new Lua54();
        lua.openLibraries();
        lua.push(HOST);
        lua.setGlobal("host");
        lua.run(limit, "limit");
        return lua;
    }

    private static ByteBuffer compiled(Lua lua, byte[] source) {
        lua.load(ByteBuffer.allocateDirect(source.length).put(source).flip(), "script");
        ByteBuffer dumped = Objects.requireNonNull(lua.dump());
        ByteBuffer kept = ByteBuffer.allocateDirect(dumped.remaining());
        kept.put(dumped).flip();
        lua.pop(1);
        return kept;
    }
}
