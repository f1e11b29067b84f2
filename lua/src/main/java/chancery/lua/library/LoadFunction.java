package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Calling;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

/// `load`, for hosts that let scripts compile text. Binary chunks are refused.
public final class LoadFunction {
    /// What a tree takes for a byte of source, at most about.
    private static final int TREE_BYTES_PER_BYTE = 32;

    private static final int BINARY_MARK = 0x1b;
    private static final LuaString ANONYMOUS = LuaString.of("=(load)");
    private static final LuaString EITHER_MODE = LuaString.of("bt");

    private final Loader loader;

    private LoadFunction(Loader loader) {
        this.loader = loader;
    }

    /// The function, on this compiler.
    public static LuaFunction with(Loader loader) {
        return new Builtin("load", new LoadFunction(loader)::load);
    }

    private Object load(State state, Arguments arguments) {
        LuaString direct = Coercion.toText(arguments.get(1));
        LuaString mode = arguments.text(3, EITHER_MODE);
        LuaString name = arguments.text(2, direct == null ? ANONYMOUS : direct);
        Object globals = arguments.count() < 4 ? state.globals() : arguments.get(4);
        LuaFunction reader = direct == null ? arguments.function(1) : null;
        State.Mark mark = state.mark();
        try {
            LuaString source = reader == null ? direct : read(state, reader);
            if (source == null) {
                throw new IllegalStateException("neither text nor function");
            }
            refuseMode(source, mode);
            state.budget().steps(source.length());
            state.budget().allocate((long) TREE_BYTES_PER_BYTE * source.length());
            return loader.load(state, source, name, globals);
        } catch (LuaError error) {
            state.reset(mark);
            return new Object[] {NIL, error.value()};
        }
    }

    /// Calls the function for one piece after the other, until it answers nil or no bytes.
    private static LuaString read(State state, LuaFunction reader) {
        LuaBuffer source = new LuaBuffer(state.budget());
        while (true) {
            Object piece = Values.first(Calling.call(state, reader));
            LuaString text = Coercion.toText(piece);
            if (text == null && piece != NIL) {
                throw new LuaError(LuaString.of("reader function must return a string"));
            }
            if (text == null || text.length() == 0) {
                return source.toText();
            }
            source.add(text);
        }
    }

    private static void refuseMode(LuaString source, LuaString mode) {
        boolean binary = source.length() > 0 && source.at(0) == BINARY_MARK;
        if (binary) {
            throw refused("binary", "t");
        }
        if (!mode.toString().contains("t")) {
            throw refused("text", mode.toString());
        }
    }

    private static LuaError refused(String kind, String mode) {
        return new LuaError(
                LuaString.of("attempt to load a " + kind + " chunk (mode is '" + mode + "')"));
    }
}
