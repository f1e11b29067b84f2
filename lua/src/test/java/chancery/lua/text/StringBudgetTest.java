package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Objects;

final class StringBudgetTest {
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rep('a', 1000000000)",
                "rep('a', 2000000)",
                "rep('a', 1000, rep('b', 2000))",
                "pack('c2000000000', '')",
                "pack('s', rep('a', 900000))",
                "format('%s%s%s', rep('a', 300000), rep('b', 300000), rep('c', 300000))",
                "format('%q', rep('\\0', 500000))",
                "gsub(rep('a', 10000), 'a', rep('b', 1000))",
                "gsub(rep('a', 100000), '', 'bbbbbbbbbbbb')",
                "byte(rep('a', 200000), 1, -1)",
                "unpack(rep('b', 90000), rep('a', 90000))",
                "utf8.codepoint(rep('a', 90000), 1, -1)",
                "upper(rep('a', 600000))",
                "reverse(rep('a', 600000))",
                "sub(rep('a', 600000), 2)",
                "match(rep('a', 300000), '((((.*))))')",
            })
    void stopsWhatTakesTooMuchMemory(String call) {
        State state = state(50_000_000, MEGABYTE);

        assertThatThrownBy(() -> Calls.results(state, call))
                .isInstanceOfSatisfying(
                        Breach.class,
                        breach -> assertThat(breach.kind()).isEqualTo(BudgetKind.MEMORY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rep('a', 1000000)",
                "find(rep('x', 300000), '.-.-.-.-b')",
                "find(rep('a', 20000), '(.*)%1b')",
                "find(rep('(', 10000), '%b()')",
                "gsub(rep('a', 100000), '.', '')",
                "match(rep(' ', 10000), '^(.-)%s*$')",
                "find(rep('a', 20000), 'a', 1, true)",
                "utf8.len(rep('a', 20000))",
                "utf8.offset(rep('a', 20000), 20000)",
                "packsize(rep('b', 20000))",
                "format(rep('%%', 40000))",
            })
    void chargesStepsBySize(String call) {
        State state = state(1_000, 1L << 30);

        assertThatThrownBy(() -> Calls.results(state, call))
                .isInstanceOfSatisfying(
                        Breach.class,
                        breach -> assertThat(breach.kind()).isEqualTo(BudgetKind.STEPS));
    }

    @Test
    void repeatsUpToTheLastByteOfTheBudget() {
        long cost = LuaString.cost(1000);
        State enough = state(1_000_000, cost);
        State oneLess = state(1_000_000, cost - 1);

        Object[] results = Calls.results(enough, "rep('a', 1000)");

        assertThat(results).hasSize(1);
        assertThatThrownBy(() -> Calls.results(oneLess, "rep('a', 1000)"))
                .isInstanceOf(Breach.class);
    }

    @Property
    void unpacksWhatItPacked(@ForAll long value, @ForAll @IntRange(min = 8, max = 16) int size) {
        State state = States.roomy();
        LuaString format = LuaString.of(">!8 i" + size + " b <j s2");

        Object packed =
                function("pack")
                        .invoke(
                                state,
                                new Object[] {format, value, 7L, value, LuaString.of("text")});
        Object unpacked = function("unpack").invoke(state, new Object[] {format, packed});

        assertThat((Object[]) unpacked)
                .startsWith(value, 7L, value, LuaString.of("text"))
                .hasSize(5);
    }

    @Property
    void readsBackIntegersOfEverySize(
            @ForAll long value, @ForAll @IntRange(min = 1, max = 8) int size) {
        State state = States.roomy();
        long fitting = value >> (64 - 8 * size);
        LuaString format = LuaString.of("<i" + size + ">i" + size);

        Object packed = function("pack").invoke(state, new Object[] {format, fitting, fitting});
        Object unpacked = function("unpack").invoke(state, new Object[] {format, packed});

        assertThat((Object[]) unpacked).containsExactly(fitting, fitting, 2L * size + 1);
    }

    private static Builtin function(String name) {
        return (Builtin) Objects.requireNonNull(StringLibrary.fields().get(name));
    }

    private static State state(long steps, long bytes) {
        return States.with(new BudgetLimits(steps, bytes, Duration.ofMinutes(1), 200, 64));
    }
}
