package chancery.lua.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Userdata;

import org.junit.jupiter.api.Test;

class ShowingTest {
    private final State state = States.roomy();

    @Test
    void showsPlainValues() {
        assertThat(shown(Nil.NIL)).isEqualTo("nil");
        assertThat(shown(true)).isEqualTo("true");
        assertThat(shown(-5L)).isEqualTo("-5");
        assertThat(shown(LuaString.of("text"))).isEqualTo("text");
        assertThat(shown(Userdata.NULL)).isEqualTo("userdata: (nil)");
    }

    @Test
    void givesEveryTableItsOwnAddress() {
        LuaTable table = new LuaTable();

        assertThat(shown(table)).matches("table: 0x[0-9a-f]+").isEqualTo(shown(table));
        assertThat(shown(new LuaTable())).isNotEqualTo(shown(table));
    }

    @Test
    void asksTheMetatable() {
        LuaTable table = new LuaTable();
        LuaTable metatable = new LuaTable();
        table.metatable(metatable);
        metatable.put(state.budget(), Metamethod.NAME, LuaString.of("Point"));

        assertThat(shown(table)).startsWith("Point: 0x");

        metatable.put(state.budget(), Metamethod.TOSTRING, new Builtin("t", (_, _) -> 12L));
        assertThat(shown(table)).isEqualTo("12");

        metatable.put(state.budget(), Metamethod.TOSTRING, new Builtin("t", (_, _) -> true));
        assertThatThrownBy(() -> shown(table)).hasMessage("'__tostring' must return a string");
    }

    private String shown(Object value) {
        return Showing.text(state, value).toString();
    }
}
