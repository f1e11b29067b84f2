package chancery.lua.operation;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;

import org.junit.jupiter.api.Test;

class ComparingTest {
    private final State state = States.roomy();

    @Test
    void integersEqualFloatsOfTheSameValueAlone() {
        assertThat(Comparing.rawEqual(3L, 3.0)).isTrue();
        assertThat(Comparing.rawEqual(0L, -0.0)).isTrue();
        assertThat(Comparing.rawEqual(Long.MAX_VALUE, 0x1p63)).isFalse();
        assertThat(Comparing.rawEqual(Long.MIN_VALUE, -0x1p63)).isTrue();
        assertThat(Comparing.rawEqual((1L << 53) + 1, 0x1p53)).isFalse();
    }

    @Test
    void notANumberEqualsNothing() {
        Double nan = Double.NaN;

        assertThat(Comparing.rawEqual(nan, nan)).isFalse();
        assertThat(Comparing.lessOrEqual(nan, 1L)).isFalse();
        assertThat(Comparing.lessOrEqual(1L, nan)).isFalse();
        assertThat(Comparing.less(nan, 1L)).isFalse();
        assertThat(Comparing.less(1L, nan)).isFalse();
    }

    @Test
    void ordersIntegersAndFloatsWithoutRounding() {
        assertThat(Comparing.less(Long.MAX_VALUE, 0x1p63)).isTrue();
        assertThat(Comparing.less(0x1p63, Long.MAX_VALUE)).isFalse();
        assertThat(Comparing.less(0x1p53, (1L << 53) + 1)).isTrue();
        assertThat(Comparing.less((1L << 53) + 1, 0x1p53)).isFalse();
        assertThat(Comparing.lessOrEqual((1L << 53) + 1, 0x1p53)).isFalse();
        assertThat(Comparing.lessOrEqual(Long.MIN_VALUE, -0x1p63)).isTrue();
        assertThat(Comparing.less(Long.MIN_VALUE, -0x1p63)).isFalse();
        assertThat(Comparing.less(1L, 1.5)).isTrue();
        assertThat(Comparing.less(1.5, 1L)).isFalse();
        assertThat(Comparing.lessOrEqual(-2L, -1.5)).isTrue();
        assertThat(Comparing.less(5L, Double.POSITIVE_INFINITY)).isTrue();
        assertThat(Comparing.less(Double.NEGATIVE_INFINITY, Long.MIN_VALUE)).isTrue();
    }

    @Test
    void ordersStringsByUnsignedBytes() {
        LuaString high = LuaString.owning(new byte[] {(byte) 0xff});

        assertThat(Comparing.less(state, LuaString.of("a"), high)).isTrue();
        assertThat(Comparing.less(state, LuaString.of("a"), LuaString.of("a\0"))).isTrue();
        assertThat(Comparing.lessOrEqual(state, LuaString.of("a"), LuaString.of("a"))).isTrue();
    }

    @Test
    void saysWhatCannotBeCompared() {
        assertThatThrownBy(() -> Comparing.less(state, 1L, NIL))
                .hasMessage("attempt to compare number with nil");
        assertThatThrownBy(() -> Comparing.lessOrEqual(state, new LuaTable(), new LuaTable()))
                .hasMessage("attempt to compare two table values");
    }

    @Test
    void asksTheMetamethodOfEitherSide() {
        LuaTable metatable = new LuaTable();
        LuaTable one = new LuaTable();
        LuaTable other = new LuaTable();
        other.metatable(metatable);
        metatable.put(state.budget(), Metamethod.LT, new Builtin("lt", (_, _) -> 1L));
        metatable.put(state.budget(), Metamethod.EQ, new Builtin("eq", (_, _) -> true));

        assertThat(Comparing.less(state, one, other)).isTrue();
        assertThat(Comparing.equal(state, one, other)).isTrue();
        assertThat(Comparing.equal(state, other, 1L)).isFalse();
    }
}
