package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Calling;
import chancery.lua.operation.Comparing;
import chancery.lua.operation.HoleyLists;
import chancery.lua.operation.Indexing;
import chancery.lua.operation.Iterator;
import chancery.lua.operation.Metamethod;
import chancery.lua.operation.Showing;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.Arrays;
import java.util.Map;

/// The basic functions (manual 6.1) that need neither the compiler nor the frames of calls.
final class BaseLibrary {
    private static final LuaString VERSION = LuaString.of("Lua 5.4");
    private static final LuaString ASSERTION_FAILED = LuaString.of("assertion failed!");
    private static final LuaString WARN_ON = LuaString.of("@on");
    private static final LuaString WARN_OFF = LuaString.of("@off");
    private static final Builtin OVER_HOLES = new Builtin("ipairs_aux", BaseLibrary::overHoles);

    private BaseLibrary() {}

    static Map<String, Object> fields() {
        return new Functions("")
                .set("_VERSION", VERSION)
                .set("next", Iterator.NEXT)
                .add("assert", BaseLibrary::assertTrue)
                .add("getmetatable", BaseLibrary::getMetatable)
                .add("ipairs", BaseLibrary::ipairs)
                .set("pairs", Builtin.transparent("pairs", BaseLibrary::pairs))
                .add("print", BaseLibrary::print)
                .add("rawequal", BaseLibrary::rawEqual)
                .add("rawget", (_, arguments) -> arguments.table(1).get(arguments.any(2)))
                .add("rawlen", BaseLibrary::rawLength)
                .add("rawset", BaseLibrary::rawSet)
                .add("select", BaseLibrary::select)
                .add("setmetatable", BaseLibrary::setMetatable)
                .add("tonumber", NumberReading::toNumber)
                .add("tostring", (state, given) -> Showing.text(state, given.any(1)))
                .add("type", (_, given) -> TypeNames.of(given.any(1)))
                .add("warn", BaseLibrary::warn)
                .fields();
    }

    private static Object assertTrue(State state, Arguments arguments) {
        if (Values.truth(arguments.any(1))) {
            return arguments.values();
        }
        Object message = arguments.count() < 2 ? ASSERTION_FAILED : arguments.get(2);
        throw new LuaError(message, 1);
    }

    private static Object getMetatable(State state, Arguments arguments) {
        LuaTable metatable = state.metatable(arguments.any(1));
        if (metatable == null) {
            return NIL;
        }
        Object shown = metatable.get(Metamethod.METATABLE);
        return shown == NIL ? metatable : shown;
    }

    private static Object setMetatable(State state, Arguments arguments) {
        LuaTable table = arguments.table(1);
        Object metatable = arguments.get(2);
        if (arguments.count() < 2 || !(metatable == NIL || metatable instanceof LuaTable)) {
            throw arguments.wrongType(2, "nil or table");
        }
        if (Metamethod.of(state, table, Metamethod.METATABLE) != NIL) {
            throw new LuaError("cannot change a protected metatable");
        }
        table.metatable(metatable instanceof LuaTable some ? some : null);
        return table;
    }

    private static Object ipairs(State state, Arguments arguments) {
        Object list = arguments.any(1);
        boolean holey = list instanceof LuaTable table && HoleyLists.marked(table);
        return new Object[] {holey ? OVER_HOLES : Iterator.INDEX, list, 0L};
    }

    private static Object overHoles(State state, Arguments arguments) {
        LuaTable list = arguments.table(1);
        for (long i = arguments.integer(2) + 1; i <= list.length(); i++) {
            state.budget().step();
            if (list.get(i) != NIL) {
                return new Object[] {i, list.get(i)};
            }
        }
        return NIL;
    }

    private static Object pairs(State state, Arguments arguments) {
        Object value = arguments.any(1);
        Object handler = Metamethod.of(state, value, Metamethod.PAIRS);
        if (handler == NIL) {
            return new Object[] {Iterator.NEXT, value, NIL};
        }
        Object[] answer = Values.all(Calling.call(state, handler, value));
        return new Object[] {Values.at(answer, 0), Values.at(answer, 1), Values.at(answer, 2)};
    }

    /// Writes a line at once. When a value cannot be shown, what stands before it is written.
    private static Object print(State state, Arguments arguments) {
        LuaBuffer line = new LuaBuffer(state.budget());
        try {
            for (int i = 1; i <= arguments.count(); i++) {
                state.budget().step();
                LuaString text = Showing.text(state, arguments.get(i));
                if (i > 1) {
                    line.add('\t');
                }
                line.add(text);
            }
        } catch (LuaError error) {
            state.host().output().accept(line.toText());
            throw error;
        }
        state.host().output().accept(line.add('\n').toText());
        return Values.none();
    }

    private static Object rawEqual(State state, Arguments arguments) {
        return Comparing.rawEqual(arguments.any(1), arguments.any(2));
    }

    private static Object rawLength(State state, Arguments arguments) {
        return switch (arguments.get(1)) {
            case LuaTable table -> table.length();
            case LuaString text -> (long) text.length();
            default -> throw arguments.wrongType(1, "table or string");
        };
    }

    private static Object rawSet(State state, Arguments arguments) {
        LuaTable table = arguments.table(1);
        Object key = arguments.any(2);
        Indexing.rawPut(state, table, key, arguments.any(3));
        return table;
    }

    private static Object select(State state, Arguments arguments) {
        int count = arguments.count();
        if (arguments.get(1) instanceof LuaString text && text.length() > 0 && text.at(0) == '#') {
            return count - 1L;
        }
        long number = arguments.integer(1);
        long from = number < 0 ? count + number : Math.min(number, count);
        if (from < 1) {
            throw arguments.wrong(1, "index out of range");
        }
        state.budget().steps((count - from) / 8);
        state.budget().allocate(8 * (count - from));
        return Arrays.copyOfRange(arguments.values(), (int) from, count);
    }

    private static Object warn(State state, Arguments arguments) {
        LuaBuffer message = new LuaBuffer(state.budget());
        message.add(arguments.text(1));
        for (int i = 2; i <= arguments.count(); i++) {
            message.add(arguments.text(i));
        }
        LuaString text = message.toText();
        if (arguments.count() == 1 && text.length() > 0 && text.at(0) == '@') {
            control(state, text);
        } else if (state.warning()) {
            state.host().warnings().accept(text);
        }
        return Values.none();
    }

    private static void control(State state, LuaString message) {
        if (message.equals(WARN_ON)) {
            state.startWarning();
        } else if (message.equals(WARN_OFF)) {
            state.stopWarning();
        }
    }
}
