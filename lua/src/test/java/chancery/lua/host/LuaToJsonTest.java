package chancery.lua.host;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Userdata;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class LuaToJsonTest {
    private final State state = States.roomy();

    @Test
    void keepsIntegersAndFloatsApart() {
        assertThat(json(3L)).isEqualTo("3");
        assertThat(json(3.0)).isEqualTo("3.0");
        assertThat(json(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    }

    @Test
    void writesNullForNilAndWhatIsNoFiniteNumber() {
        assertThat(json(NIL)).isEqualTo("null");
        assertThat(json(Userdata.NULL)).isEqualTo("null");
        assertThat(json(Double.NaN)).isEqualTo("null");
        assertThat(json(Double.NEGATIVE_INFINITY)).isEqualTo("null");
    }

    @Test
    void aTableWithAValueAtOneIsAnArray() {
        LuaTable list = list(1L, NIL, LuaString.of("x"));
        list.put(state.budget(), LuaString.of("key"), 5L);

        assertThat(json(list)).isEqualTo("[1,null,\"x\"]");
    }

    @Test
    void anEmptyTableIsAnObjectUnlessItIsMarked() {
        assertThat(json(new LuaTable())).isEqualTo("{}");
        assertThat(json(JsonArrays.mark(new LuaTable()))).isEqualTo("[]");
    }

    @Test
    void sortsObjectsByTheirKeys() {
        LuaTable table = new LuaTable();
        put(table, LuaString.of("b"), true);
        put(table, LuaString.of("a"), false);
        put(table, 10L, 1L);
        put(table, -1L, 2L);
        put(table, LuaString.of("nested"), new LuaTable());

        assertThat(json(table))
                .isEqualTo("{\"-1\":2,\"10\":1,\"a\":false,\"b\":true,\"nested\":{}}");
    }

    @Test
    void aTextStandsBeforeAnIntegerOfTheSameDigits() {
        LuaTable table = new LuaTable();
        put(table, 10L, 1L);
        put(table, LuaString.of("10"), 2L);

        assertThat(json(table)).isEqualTo("{\"10\":2}");
    }

    @Test
    void refusesWhatIsNoJson() {
        LuaTable badKey = new LuaTable();
        put(badKey, 1.5, 1L);

        assertThatThrownBy(() -> json(new Builtin("f", (_, _) -> NIL)))
                .isInstanceOf(LuaError.class)
                .hasMessage("a function is no JSON");
        assertThatThrownBy(() -> json(badKey)).hasMessage("a number as a key is no JSON");
        assertThatThrownBy(() -> json(LuaString.owning(new byte[] {(byte) 0xff})))
                .hasMessage("a string that is not UTF-8 is no JSON");
        assertThatThrownBy(() -> json(LuaString.owning(new byte[] {-19, -96, -128})))
                .hasMessage("a string that is not UTF-8 is no JSON");
    }

    @Test
    void refusesTablesThatContainThemselves() {
        LuaTable table = new LuaTable();
        put(table, LuaString.of("child"), list(table));

        assertThatThrownBy(() -> json(table)).hasMessage("a table that contains itself is no JSON");
    }

    @Test
    void aTableMayStandInTwoPlaces() {
        LuaTable twice = list(1L);

        assertThat(json(list(twice, twice))).isEqualTo("[[1],[1]]");
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThat(json(nested(32))).hasSize(64);
        assertThatThrownBy(() -> json(nested(33)))
                .hasMessage("JSON is nested deeper than 32 levels");
    }

    @Test
    void refusesWhatIsTooLarge() {
        JsonLimits limits = new JsonLimits(32, 18);

        assertThatCode(() -> write(LuaString.of("x".repeat(9)), limits)).doesNotThrowAnyException();
        assertThatCode(() -> write(LuaString.of("x".repeat(10)), limits))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> write(LuaString.of("x".repeat(11)), limits))
                .hasMessage("JSON is larger than 18 bytes");
    }

    @Test
    void chargesItsWork() {
        State small = States.with(new BudgetLimits(100, 1 << 20, Duration.ofMinutes(1), 200, 64));
        LuaTable table = new LuaTable();
        for (long i = 1; i <= 1000; i++) {
            put(table, i, i);
        }

        assertThatThrownBy(() -> LuaToJson.write(small, table, JsonLimits.DEFAULT, new JsonText()))
                .isInstanceOf(Breach.class);
    }

    private LuaTable nested(int depth) {
        LuaTable table = JsonArrays.mark(new LuaTable());
        for (int i = 1; i < depth; i++) {
            table = list(table);
        }
        return table;
    }

    private LuaTable list(Object... values) {
        LuaTable table = new LuaTable();
        table.appendAll(state.budget(), values, 0);
        return table;
    }

    private void put(LuaTable table, Object key, Object value) {
        table.put(state.budget(), key, value);
    }

    private String json(Object value) {
        return write(value, JsonLimits.DEFAULT);
    }

    private String write(Object value, JsonLimits limits) {
        JsonText text = new JsonText();
        LuaToJson.write(state, value, limits, text);
        return text.toString();
    }
}
