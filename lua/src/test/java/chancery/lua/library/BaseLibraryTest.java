package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.operation.Calling;
import chancery.lua.operation.HoleyLists;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Userdata;
import chancery.lua.runtime.Values;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class BaseLibraryTest {
    private final Library lua = new Library();

    @Test
    void assertAnswersItsArgumentsWhenTheFirstIsTrue() {
        assertThat(lua.call("assert", 1, NIL, "x")).containsExactly(1L, NIL, "x");
    }

    @Test
    void assertRaisesAnyValue() {
        LuaTable value = new LuaTable();

        assertThatThrownBy(() -> lua.call("assert", false)).hasMessage("assertion failed!");
        assertThatThrownBy(() -> lua.call("assert", NIL, "m")).hasMessage("m");
        assertThatThrownBy(() -> lua.call("assert", false, value))
                .isInstanceOfSatisfying(
                        LuaError.class, error -> assertThat(error.value()).isSameAs(value));
        assertThatThrownBy(() -> lua.call("assert", false, NIL))
                .isInstanceOfSatisfying(
                        LuaError.class, error -> assertThat(error.value()).isEqualTo(NIL));
        assertThatThrownBy(() -> lua.call("assert"))
                .hasMessage("bad argument #1 to 'assert' (value expected)");
    }

    @Test
    void ipairsPassesOverTheNilsOfAHoleyListAndNoOther() {
        Object[] values = {NIL, 1L, NIL, NIL, 2L, NIL};
        LuaTable holey = HoleyLists.of(lua.budget(), values.clone());
        LuaTable plain = new LuaTable();
        plain.appendAll(lua.budget(), values.clone(), 0);

        assertThat(walked(holey)).containsExactly(2L, 5L);
        assertThat(walked(plain)).isEmpty();
        assertThat(holey.length()).isEqualTo(5);
    }

    @Test
    void metatablesAreSetRemovedAndProtected() {
        LuaTable table = new LuaTable();
        LuaTable metatable = lua.table(Map.of());

        assertThat(lua.first("setmetatable", table, metatable)).isSameAs(table);
        assertThat(lua.first("getmetatable", table)).isSameAs(metatable);
        assertThat(lua.first("setmetatable", table, NIL)).isSameAs(table);
        assertThat(lua.first("getmetatable", table)).isEqualTo(NIL);

        lua.call("setmetatable", table, lua.table(Map.of("__metatable", "locked")));
        assertThat(lua.first("getmetatable", table)).isEqualTo("locked");
        assertThatThrownBy(() -> lua.call("setmetatable", table, NIL))
                .hasMessage("cannot change a protected metatable");
    }

    @Test
    void setmetatableRefusesOtherTypes() {
        LuaTable table = new LuaTable();

        assertThatThrownBy(() -> lua.call("setmetatable", table, 1))
                .hasMessage(
                        "bad argument #2 to 'setmetatable' (nil or table expected, got number)");
        assertThatThrownBy(() -> lua.call("setmetatable", table))
                .hasMessage(
                        "bad argument #2 to 'setmetatable' (nil or table expected, got no value)");
        assertThatThrownBy(() -> lua.call("setmetatable", 1, table))
                .hasMessage("bad argument #1 to 'setmetatable' (table expected, got number)");
    }

    @Test
    void stringsShareAMetatableOfTheirState() {
        LuaTable metatable = (LuaTable) lua.first("getmetatable", "");

        assertThat(metatable).isNotSameAs(new Library().first("getmetatable", ""));
    }

    @Test
    void pairsStartsAWalk() {
        LuaTable table = lua.table(Map.of("k", 1));

        assertThat(lua.call("pairs", table)).containsExactly(lua.global("next"), table, NIL);
        assertThat(lua.call("next", table)).containsExactly("k", 1L);
        assertThat(lua.call("next", table, "k")).containsExactly(NIL);
        assertThatThrownBy(() -> lua.call("next", table, "absent"))
                .hasMessage("invalid key to 'next'");
        assertThatThrownBy(() -> lua.call("pairs"))
                .hasMessage("bad argument #1 to 'pairs' (value expected)");
    }

    @Test
    void pairsTakesThreeValuesOfItsMetamethod() {
        LuaTable table =
                lua.proxy(Map.of("__pairs", (_, given) -> new Object[] {given.get(1), 2L}));

        assertThat(lua.call("pairs", table)).containsExactly(table, 2L, NIL);
    }

    @Test
    void ipairsRespectsIndex() {
        LuaTable table = lua.proxy(Map.of("__index", (_, given) -> given.get(2)));

        List<Object> start = lua.call("ipairs", table);

        assertThat(start.get(2)).isEqualTo(0L);
        assertThat(lua.call("rawequal", start.get(1), table)).containsExactly(true);
        assertThat((Object[]) Library.function((s, _) -> iterate(start, s)).call(lua.state))
                .containsExactly(1L, 1L);
    }

    private static Object iterate(List<Object> start, State state) {
        return Calling.call(state, start.get(0), start.get(1), start.get(2));
    }

    @Test
    void printWritesALineAtOnce() {
        LuaTable shown = lua.proxy(Map.of("__tostring", (_, _) -> 5L));

        lua.call("print", "a", 1, NIL, true, shown);
        lua.call("print");

        assertThat(lua.output).containsExactly("a\t1\tnil\ttrue\t5\n", "\n");
    }

    @Test
    void printWritesWhatStandsBeforeAnError() {
        LuaTable broken = lua.proxy(Map.of("__tostring", (_, _) -> true));

        assertThatThrownBy(() -> lua.call("print", "a", broken))
                .hasMessage("'__tostring' must return a string");
        assertThat(lua.output).containsExactly("a");
    }

    @Test
    void rawAccessPassesMetamethods() {
        LuaTable table = lua.proxy(Map.of("__index", (_, _) -> 1L, "__newindex", (_, _) -> 1L));

        assertThat(lua.first("rawget", table, "k")).isEqualTo(NIL);
        assertThat(lua.first("rawset", table, "k", 2)).isSameAs(table);
        assertThat(lua.first("rawget", table, "k")).isEqualTo(2L);
        assertThat(lua.first("rawlen", lua.list(1, 2))).isEqualTo(2L);
        assertThat(lua.first("rawlen", "four")).isEqualTo(4L);
        assertThat(lua.first("rawequal", 1, 1.0)).isEqualTo(true);
    }

    @Test
    void rawAccessRefusesWhatNoTableHolds() {
        LuaTable table = new LuaTable();

        assertThatThrownBy(() -> lua.call("rawset", table, NIL, 1))
                .hasMessage("table index is nil");
        assertThatThrownBy(() -> lua.call("rawset", table, Double.NaN, 1))
                .hasMessage("table index is NaN");
        assertThatThrownBy(() -> lua.call("rawlen", 5))
                .hasMessage("bad argument #1 to 'rawlen' (table or string expected, got number)");
        assertThatThrownBy(() -> lua.call("rawlen"))
                .hasMessage("bad argument #1 to 'rawlen' (table or string expected, got no value)");
    }

    @Test
    void selectCountsFromEitherEnd() {
        assertThat(lua.call("select", 2, "a", "b", "c")).containsExactly("b", "c");
        assertThat(lua.call("select", -1, "a", "b", "c")).containsExactly("c");
        assertThat(lua.call("select", "#")).containsExactly(0L);
        assertThat(lua.call("select", "#", 1, NIL)).containsExactly(2L);
        assertThat(lua.call("select", 5, 1)).isEmpty();
    }

    @Test
    void selectRefusesWhatIsBeforeTheFirst() {
        assertThatThrownBy(() -> lua.call("select", 0))
                .hasMessage("bad argument #1 to 'select' (index out of range)");
        assertThatThrownBy(() -> lua.call("select", -5, 1))
                .hasMessage("bad argument #1 to 'select' (index out of range)");
        assertThatThrownBy(() -> lua.call("select", "x"))
                .hasMessage("bad argument #1 to 'select' (number expected, got string)");
    }

    @Test
    void tonumberReadsDigitsOfABase() {
        assertThat(lua.first("tonumber", " -ff ", 16)).isEqualTo(-255L);
        assertThat(lua.first("tonumber", "zZ", 36)).isEqualTo(1295L);
        assertThat(lua.first("tonumber", "7fffffffffffffff1", 16)).isEqualTo(-15L);
        assertThat(lua.first("tonumber", "+5", 10)).isEqualTo(5L);
        assertThat(lua.first("tonumber", "8", 8)).isEqualTo(NIL);
        assertThat(lua.first("tonumber", "", 10)).isEqualTo(NIL);
        assertThat(lua.first("tonumber", "- 1", 10)).isEqualTo(NIL);
        assertThat(lua.first("tonumber", "1 1", 10)).isEqualTo(NIL);
        assertThat(lua.first("tonumber", "1\0", 10)).isEqualTo(NIL);
    }

    @Test
    void tonumberReadsNumerals() {
        assertThat(lua.first("tonumber", "12")).isEqualTo(12L);
        assertThat(lua.first("tonumber", 2.5)).isEqualTo(2.5);
        assertThat(lua.first("tonumber", NIL)).isEqualTo(NIL);
        assertThat(lua.first("tonumber", "5x")).isEqualTo(NIL);
        assertThatThrownBy(() -> lua.call("tonumber"))
                .hasMessage("bad argument #1 to 'tonumber' (value expected)");
    }

    @Test
    void tonumberRefusesOtherBases() {
        assertThatThrownBy(() -> lua.call("tonumber", "10", 37))
                .hasMessage("bad argument #2 to 'tonumber' (base out of range)");
        assertThatThrownBy(() -> lua.call("tonumber", "10", 1))
                .hasMessage("bad argument #2 to 'tonumber' (base out of range)");
        assertThatThrownBy(() -> lua.call("tonumber", 10, 10))
                .hasMessage("bad argument #1 to 'tonumber' (string expected, got number)");
        assertThatThrownBy(() -> lua.call("tonumber", "z", "x"))
                .hasMessage("bad argument #2 to 'tonumber' (number expected, got string)");
    }

    @Test
    void namesTypes() {
        assertThat(lua.first("type", NIL)).isEqualTo("nil");
        assertThat(lua.first("type", 1)).isEqualTo("number");
        assertThat(lua.first("type", 1.5)).isEqualTo("number");
        assertThat(lua.first("type", "x")).isEqualTo("string");
        assertThat(lua.first("type", true)).isEqualTo("boolean");
        assertThat(lua.first("type", new LuaTable())).isEqualTo("table");
        assertThat(lua.first("type", lua.global("type"))).isEqualTo("function");
        assertThat(lua.first("type", Userdata.NULL)).isEqualTo("userdata");
        assertThatThrownBy(() -> lua.call("type"))
                .hasMessage("bad argument #1 to 'type' (value expected)");
    }

    @Test
    void warnIsSilentUntilItIsTurnedOn() {
        lua.call("warn", "before");
        lua.call("warn", "@on");
        lua.call("warn", "a", "b", 1);
        lua.call("warn", "@on", "y");
        lua.call("warn", "@unknown");
        lua.call("warn", "@off");
        lua.call("warn", "after");

        assertThat(lua.warnings).containsExactly("ab1", "@ony");
        assertThatThrownBy(() -> lua.call("warn"))
                .hasMessage("bad argument #1 to 'warn' (string expected, got no value)");
    }

    private List<Object> walked(LuaTable list) {
        Object[] loop = Values.all(Calling.call(lua.state, lua.global("ipairs"), list));
        List<Object> keys = new ArrayList<>();
        Object[] next = Values.all(Calling.call(lua.state, loop[0], list, loop[2]));
        while (next[0] != NIL) {
            keys.add(next[0]);
            next = Values.all(Calling.call(lua.state, loop[0], list, next[0]));
        }
        return keys;
    }
}
