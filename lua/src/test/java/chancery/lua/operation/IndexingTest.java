package chancery.lua.operation;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class IndexingTest {
    private static final LuaString KEY = LuaString.of("key");

    private final State state = States.roomy();

    @Test
    void followsAChainOfTables() {
        LuaTable last = new LuaTable();
        last.put(state.budget(), KEY, 7L);
        LuaTable middle = child(Metamethod.INDEX, last);
        LuaTable first = child(Metamethod.INDEX, middle);

        assertThat(Indexing.get(state, first, KEY)).isEqualTo(7L);
        assertThat(Indexing.get(state, first, LuaString.of("none"))).isEqualTo(NIL);
    }

    @Test
    void asksAFunctionWithTheTableThatHoldsIt() {
        LuaTable inner =
                child(Metamethod.INDEX, new Builtin("at", (_, arguments) -> arguments.get(2)));
        LuaTable outer = child(Metamethod.INDEX, inner);

        assertThat(Indexing.get(state, outer, KEY)).isEqualTo(KEY);
    }

    @Test
    void writesThroughNewindexOnlyWhatIsAbsent() {
        LuaTable target = new LuaTable();
        LuaTable table = child(Metamethod.NEWINDEX, target);
        table.put(state.budget(), (Object) 1L, 1L);

        Indexing.put(state, table, 1L, 2L);
        Indexing.put(state, table, KEY, 3L);

        assertThat(table.get(1L)).isEqualTo(2L);
        assertThat(table.get(KEY)).isEqualTo(NIL);
        assertThat(target.get(KEY)).isEqualTo(3L);
    }

    @Test
    void endsAnEndlessChainByTheBudget() {
        State small = States.with(new BudgetLimits(1000, 1 << 20, Duration.ofMinutes(1), 200, 64));
        LuaTable table = new LuaTable();
        table.metatable(table);
        table.put(small.budget(), Metamethod.INDEX, table);

        assertThatThrownBy(() -> Indexing.get(small, table, KEY)).isInstanceOf(Breach.class);
    }

    @Test
    void refusesWhatCannotBeIndexedAndKeysThatNoTableHas() {
        assertThatThrownBy(() -> Indexing.get(state, true, KEY))
                .hasMessage("attempt to index a boolean value");
        assertThatThrownBy(() -> Indexing.put(state, NIL, KEY, 1L))
                .hasMessage("attempt to index a nil value");
        assertThatThrownBy(() -> Indexing.put(state, new LuaTable(), NIL, 1L))
                .hasMessage("table index is nil");
        assertThatThrownBy(() -> Indexing.put(state, new LuaTable(), Double.NaN, 1L))
                .hasMessage("table index is NaN");
    }

    @Test
    void asksForTheLength() {
        LuaTable table = child(Metamethod.LEN, new Builtin("len", (_, _) -> 2.0));

        assertThat(Indexing.length(state, table)).isEqualTo(2.0);
        assertThat(Indexing.integerLength(state, table)).isEqualTo(2);
        assertThat(Indexing.length(state, KEY)).isEqualTo(3L);
        assertThatThrownBy(() -> Indexing.length(state, 1L))
                .hasMessage("attempt to get length of a number value");
    }

    @Test
    void refusesALengthThatIsNoInteger() {
        LuaTable table = child(Metamethod.LEN, new Builtin("len", (_, _) -> 2.5));

        assertThatThrownBy(() -> Indexing.integerLength(state, table))
                .hasMessage("object length is not an integer");
    }

    @Test
    void callsWhatCallMakesCallable() {
        LuaTable callable = child(Metamethod.CALL, new Builtin("c", (_, a) -> (long) a.count()));

        assertThat(Calling.call(state, callable, 1L, 2L)).isEqualTo(3L);
        assertThatThrownBy(() -> Calling.call(state, 1L))
                .hasMessage("attempt to call a number value");
        assertThat(state.budget().depth()).isZero();
    }

    private LuaTable child(LuaString name, Object handler) {
        LuaTable metatable = new LuaTable();
        metatable.put(state.budget(), name, handler);
        LuaTable table = new LuaTable();
        table.metatable(metatable);
        return table;
    }
}
