package chancery.bench.lua;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.CoroutineLib;
import org.luaj.vm2.lib.DebugLib;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// LuaJ 3.0.1. Its users limit scripts by a debug library that sees each instruction.
final class LuajEngine implements Engine {
    private final Prototype script;
    private final LuaValue run;

    LuajEngine(byte[] source) {
        Globals globals = world();
        try {
            script = globals.compilePrototype(new ByteArrayInputStream(source), "script");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new LuaClosure(script, globals).call();
        run = globals.get("run");
    }

    @Override
    public double fresh() {
        return new LuaClosure(script, world()).call().todouble();
    }

    @Override
    public double run() {
        return run.call().todouble();
    }

    @Override
    public void close() {}

    private static Globals world() {
        Globals globals = new Globals();
        globals.load(new JseBaseLib());
        globals.load(new PackageLib());
        globals.load(new Bit32Lib());
        globals.load(new TableLib());
        globals.load(new StringLib());
        globals.load(new CoroutineLib());
        globals.load(new JseMathLib());
        LoadState.install(globals);
        LuaC.install(globals);
        globals.load(new Limit());
        globals.set("debug", LuaValue.NIL);
        globals.set("host", new Host());
        return globals;
    }

    private static final class Limit extends DebugLib {
        private long left = Long.MAX_VALUE / 2;

        @Override
        public void onInstruction(int pc, Varargs v, int top) {
            if (--left < 0) {
                throw new IllegalStateException("out of instructions");
            }
        }
    }

    private static final class Host extends OneArgFunction {
        @Override
        public LuaValue call(LuaValue argument) {
            return LuaValue.valueOf(argument.checkint() + 1);
        }
    }
}
