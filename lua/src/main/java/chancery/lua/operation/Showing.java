package chancery.lua.operation;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.Reference;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Userdata;
import chancery.lua.runtime.Values;

/// Values as the text that `tostring` answers.
public final class Showing {
    private static final LuaString NIL_TEXT = LuaString.of("nil");
    private static final LuaString TRUE_TEXT = LuaString.of("true");
    private static final LuaString FALSE_TEXT = LuaString.of("false");

    private Showing() {}

    /// The text of any value, by `__tostring` where there is one.
    public static LuaString text(State state, Object value) {
        if (value instanceof LuaString text) {
            return text;
        }
        Object handler = Metamethod.of(state, value, Metamethod.TOSTRING);
        if (handler != NIL) {
            return answered(Values.first(Calling.call(state, handler, value)));
        }
        return plain(state, value);
    }

    private static LuaString answered(Object answer) {
        LuaString text = Coercion.toText(answer);
        if (text == null) {
            throw new LuaError("'__tostring' must return a string");
        }
        return text;
    }

    private static LuaString plain(State state, Object value) {
        return switch (value) {
            case Nil _ -> NIL_TEXT;
            case Boolean truth -> truth ? TRUE_TEXT : FALSE_TEXT;
            case Reference reference -> identity(state, reference);
            default -> number(state, value);
        };
    }

    private static LuaString number(State state, Object value) {
        LuaString text = Coercion.toText(value);
        if (text == null) {
            throw new IllegalStateException("no Lua value: " + value.getClass());
        }
        state.budget().allocate(LuaString.cost(text.length()));
        return text;
    }

    /// What the format `%p` shows of a value: an address for what has an identity, `(null)` for the
    /// rest. Equal texts have one address.
    public static String address(State state, Object value) {
        return switch (value) {
            case Userdata _ -> "(null)";
            case Reference reference -> hex(reference.address(state));
            case LuaString text -> hex(0x5556_0000_0000L + (text.hashCode() & 0xffff_fff0L));
            default -> "(null)";
        };
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static LuaString identity(State state, Reference reference) {
        String address = reference == Userdata.NULL ? "(nil)" : hex(reference.address(state));
        LuaString text = LuaString.of(TypeName.inMessage(reference) + ": " + address);
        state.budget().allocate(LuaString.cost(text.length()));
        return text;
    }
}
