package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

final class SortingTest {
    private final Library lua = new Library();

    private long calls;
    private long trace;

    @Test
    void sortsNumbersAndTexts() {
        LuaTable numbers = lua.list(5, 3.5, 8, 1, 9.25, -2, 7);
        LuaTable texts = lua.list("b", "", "ab", "B");

        lua.call("table.sort", numbers);
        lua.call("table.sort", texts);

        assertThat(lua.values(numbers)).containsExactly(-2L, 1L, 3.5, 5L, 7L, 8L, 9.25);
        assertThat(lua.values(texts)).containsExactly("", "B", "ab", "b");
    }

    @Test
    void sortsThroughMetamethods() {
        LuaTable inner = lua.list(3, 1, 2);
        LuaTable outer =
                lua.proxy(
                        Map.of(
                                "__len",
                                (_, _) -> inner.length(),
                                "__index",
                                (_, given) -> inner.get(given.get(2)),
                                "__newindex",
                                (state, given) -> {
                                    inner.put(state.budget(), given.get(2), given.get(3));
                                    return NIL;
                                }));

        lua.call("table.sort", outer);

        assertThat(lua.values(inner)).containsExactly(1L, 2L, 3L);
    }

    @Property(tries = 100)
    void anyListIsInOrderAfterwards(@ForAll List<Integer> numbers) {
        LuaTable list = lua.list(numbers.toArray());

        lua.call("table.sort", list);

        List<Object> sorted = numbers.stream().sorted().map(n -> (Object) n.longValue()).toList();
        assertThat(lua.values(list)).isEqualTo(sorted);
    }

    @Test
    void comparesTheSamePairsAsLua() {
        assertThat(traced(300, n -> random(n))).containsExactly(2372, 166135731);
        assertThat(traced(300, n -> random(n) % 10)).containsExactly(2457, 4024164195L);
        assertThat(traced(300, n -> n)).containsExactly(2241, 3403629521L);
        assertThat(traced(300, n -> 300 - n)).containsExactly(2929, 2656637345L);
        assertThat(traced(300, _ -> 5)).containsExactly(2326, 1872623360);
        assertThat(traced(7, n -> random(n))).containsExactly(17, 1403669033);
        assertThat(traced(3, n -> random(n))).containsExactly(2, 958190195);
        assertThat(traced(2, n -> random(n))).containsExactly(1, 3745338615L);
    }

    @Test
    void noticesAnOrderThatContradictsItself() {
        LuaFunction always = Library.function((_, _) -> true);

        assertThatThrownBy(() -> lua.call("table.sort", lua.list(1, 2, 3, 4, 5), always))
                .hasMessage("invalid order function for sorting");
        assertThat(lua.call("table.sort", lua.list(3, 1, 2), always)).isEmpty();
    }

    @Test
    void endsWithAnOrderThatIsRandom() {
        LuaTable list = lua.list(IntStream.range(0, 5000).mapToObj(n -> (Object) n).toArray());
        LuaFunction moody = Library.function((state, _) -> state.randomness().next() > 0);

        Throwable error = catchError(list, moody);

        assertThat(error == null || error instanceof LuaError).isTrue();
        assertThat(list.length()).isEqualTo(5000);
    }

    @Test
    void passesErrorsOfTheOrder() {
        LuaFunction failing =
                Library.function(
                        (_, _) -> {
                            throw new LuaError(7L);
                        });
        LuaTable list = lua.list(2, 1);

        assertThatThrownBy(() -> lua.call("table.sort", list, failing))
                .isInstanceOfSatisfying(
                        LuaError.class, error -> assertThat(error.value()).isEqualTo(7L));
        assertThat(lua.values(list)).containsExactly(2L, 1L);
    }

    @Test
    void refusesWhatCannotBeSorted() {
        LuaTable endless = lua.proxy(Map.of("__len", (_, _) -> Long.MAX_VALUE));

        assertThatThrownBy(() -> lua.call("table.sort", endless))
                .hasMessage("bad argument #1 to 'table.sort' (array too big)");
        assertThatThrownBy(() -> lua.call("table.sort", lua.list(1, "x")))
                .hasMessage("attempt to compare string with number");
        assertThatThrownBy(() -> lua.call("table.sort", lua.list(1, NIL, 3)))
                .hasMessage("attempt to compare nil with number");
        assertThatThrownBy(() -> lua.call("table.sort", lua.list(2, 1), false))
                .hasMessage("bad argument #2 to 'table.sort' (function expected, got boolean)");
        assertThat(lua.call("table.sort", lua.list(1), false)).isEmpty();
    }

    @Test
    void chargesEachComparison() {
        Library small = new Library(1000, 1 << 20);
        LuaTable list =
                small.list(IntStream.range(0, 500).mapToObj(n -> (Object) (500 - n)).toArray());

        assertThatThrownBy(() -> small.call("table.sort", list)).isInstanceOf(Breach.class);
    }

    private Throwable catchError(LuaTable list, LuaFunction order) {
        return catchThrowable(() -> lua.call("table.sort", list, order));
    }

    /// How often and, mixed into a number, with what the order was asked.
    private long[] traced(int length, IntToLongFunction value) {
        calls = 0;
        trace = 0;
        Object[] values =
                IntStream.rangeClosed(1, length)
                        .mapToObj(n -> (Object) value.applyAsLong(n))
                        .toArray();

        lua.call("table.sort", lua.list(values), Library.function(this::less));

        return new long[] {calls, trace};
    }

    private Object less(State state, Arguments pair) {
        calls++;
        trace = (trace * 31 + pair.integer(1) * 7 + pair.integer(2)) & 0xffff_ffffL;
        return pair.integer(1) < pair.integer(2);
    }

    private static long random(int steps) {
        long x = 1;
        for (int i = 0; i < steps; i++) {
            x = (x * 1103515245 + 12345) & 0x7fff_ffff;
        }
        return x;
    }
}
