package chancery.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class LuaTest {
    private static final BudgetLimits SMALL =
            new BudgetLimits(100_000, 1 << 20, Duration.ofMinutes(1), 200, 4);

    private final Lua lua = Lua.standard();

    private static byte[] bytes(String source) {
        return source.getBytes(StandardCharsets.UTF_8);
    }

    private State state() {
        return lua.state(SMALL, States.host());
    }

    private Object run(State state, String source) {
        return lua.run(state, lua.compile("=c", bytes(source)));
    }

    @Test
    void runsAChunkWithArguments() {
        Chunk chunk = lua.compile("=c", bytes("local a, b = ... return a + b"));

        assertThat(lua.run(state(), chunk, 40L, 2L)).isEqualTo(42L);
    }

    @Test
    void oneChunkRunsInManyStates() {
        Chunk chunk = lua.compile("=c", bytes("n = (n or 0) + 1 return n"));
        State first = state();

        assertThat(lua.run(first, chunk)).isEqualTo(1L);
        assertThat(lua.run(first, chunk)).isEqualTo(2L);
        assertThat(lua.run(state(), chunk)).isEqualTo(1L);
    }

    @Test
    void statesSeeNothingOfEachOther() {
        run(state(), "math.pi = 3 table.insert = nil print = nil coroutine.wrap = 1");

        assertThat(run(state(), "return math.pi > 3.1 and table.insert and print and 'whole'"))
                .isEqualTo(LuaString.of("whole"));
        assertThat(run(state(), "return #coroutine.status(coroutine.create(print))")).isEqualTo(9L);
    }

    @Test
    void badSourceIsRefusedWithItsLine() {
        assertThatThrownBy(() -> lua.compile("=c", bytes("x =\n= 1")))
                .isInstanceOf(LuaSyntaxException.class)
                .hasMessage("c:2: unexpected symbol near '='");
    }

    @Test
    void anErrorLeavesTheStateUsable() {
        State state = state();

        assertThatThrownBy(() -> run(state, "local x = nil; x.y = 1"))
                .isInstanceOf(LuaError.class)
                .hasMessage("c:1: attempt to index a nil value (local 'x')");
        assertThat(run(state, "return 1")).isEqualTo(1L);
        assertThat(state.budget().depth()).isZero();
    }

    @Test
    void aBreachEndsTheState() {
        State state = state();

        Breach first = catchThrowableOfType(Breach.class, () -> run(state, "while true do end"));
        Breach second = catchThrowableOfType(Breach.class, () -> run(state, "return 1"));

        assertThat(first.kind()).isEqualTo(BudgetKind.STEPS);
        assertThat(second.kind()).isEqualTo(BudgetKind.STEPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "repeat until false",
                "for i = 1, 1e9 do end",
                "for i = 1.0, 1e9 do end",
                "for k in next, {}, nil do end while true do end",
                "::top:: goto top",
                "local function f() return f() end f()",
                "local t = setmetatable({}, {__index = function() return 1 end}) "
                        + "while t.x do end",
                "while true do pcall(error) end",
                "while true do local x <close> = setmetatable({}, {__close = function() end}) end",
                "coroutine.wrap(function() while true do coroutine.yield() end end)() "
                        + "local w = coroutine.wrap(function() while true do end end) w()",
                "local s = 'x' while true do local t = s .. s end"
            })
    void nothingThatLoopsEscapesTheSteps(String source) {
        Breach breach =
                catchThrowableOfType(
                        Breach.class, () -> run(state(), "pcall(function() " + source + " end)"));

        assertThat(breach.kind()).isIn(BudgetKind.STEPS, BudgetKind.MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local s = 'x' while true do s = s .. s end",
                "local t = {} while true do t[#t + 1] = {} end",
                "local t = {} for i = 1, 1e9 do t['k' .. i] = i end",
                "local t = {} while true do t = {t, function() return t end} end",
                "local function f(...) return f(1, ...) end f()"
            })
    void nothingThatGrowsEscapesTheMemory(String source) {
        State state =
                lua.state(
                        new BudgetLimits(1L << 40, 1 << 20, Duration.ofMinutes(1), 200, 4),
                        States.host());

        Breach breach = catchThrowableOfType(Breach.class, () -> run(state, source));

        assertThat(breach.kind()).isEqualTo(BudgetKind.MEMORY);
    }

    @Test
    void callsInsideEachOtherEndAtTheLimit() {
        String source =
                "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end return"
                        + " f(%d)";

        assertThat(run(state(), source.formatted(198))).isEqualTo(198L);
        assertThat(run(state(), source.formatted(199))).isEqualTo(199L);
        Breach breach =
                catchThrowableOfType(Breach.class, () -> run(state(), source.formatted(200)));
        assertThat(breach.kind()).isEqualTo(BudgetKind.CALL_DEPTH);
    }

    @Test
    void deepExpressionsCountAsTheStackThatTheyTake() {
        String nested = "{".repeat(150) + "f(n - 1)" + "}".repeat(150);
        String source =
                "local function f(n) if n == 0 then return end local t = "
                        + nested
                        + " return t end f(%d) return 'done'";

        assertThat(run(state(), source.formatted(5))).isEqualTo(LuaString.of("done"));
        Breach breach =
                catchThrowableOfType(Breach.class, () -> run(state(), source.formatted(20)));
        assertThat(breach.kind()).isEqualTo(BudgetKind.CALL_DEPTH);
    }

    @Test
    void runsTheDefaultDepthOnAVirtualThread() throws InterruptedException {
        String nested = "{".repeat(180) + "f()" + "}".repeat(180);
        Chunk chunk = lua.compile("=c", bytes("local function f() return " + nested + " end f()"));
        List<BudgetKind> broken = new ArrayList<>();

        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    State state = state();
                                    Breach breach =
                                            catchThrowableOfType(
                                                    Breach.class, () -> lua.run(state, chunk));
                                    broken.add(breach.kind());
                                });
        thread.join();

        assertThat(broken).containsExactly(BudgetKind.CALL_DEPTH);
    }

    @Test
    void moreCallsThanLuaHasRoomForAreAnErrorOfTheScript() throws InterruptedException {
        BudgetLimits deep =
                new BudgetLimits(1L << 40, 1L << 40, Duration.ofMinutes(1), 1_000_000, 4);
        String source = "local function f() return 1 + f() end local _, e = pcall(f) return e";
        List<Object> results = new ArrayList<>();

        Runnable body = () -> results.add(run(lua.state(deep, States.host()), source));
        Thread thread = new Thread(null, body, "deep", 1L << 30);
        thread.start();
        thread.join();

        assertThat(results).containsExactly(LuaString.of("c:1: stack overflow"));
    }

    @Test
    void aDeepCallLimitLeavesTheErrorOfLua() {
        State state =
                lua.state(
                        new BudgetLimits(1L << 40, 1L << 40, Duration.ofMinutes(1), 1_000, 4),
                        States.host());
        String source =
                """
                local t = setmetatable({}, {})
                getmetatable(t).__index = function(t, k) return t[k + 1] end
                local _, message = pcall(function() return t[1] end)
                return message
                """;

        assertThat(run(state, source)).isEqualTo(LuaString.of("c:2: C stack overflow"));
    }

    @Test
    @Tag("slow")
    void aHundredMillionTailCallsNeedNoStack() {
        BudgetLimits roomy = new BudgetLimits(1L << 40, 1L << 20, Duration.ofHours(1), 10, 4);
        String source =
                "local function f(n) if n == 0 then return 'done' end return f(n - 1) end return"
                        + " f(100000000)";

        assertThat(run(lua.state(roomy, States.host()), source)).isEqualTo(LuaString.of("done"));
    }

    @Test
    void aMetamethodOfPairsMayYield() {
        String source =
                """
                local t = setmetatable({}, {__pairs = function()
                  return coroutine.yield('y'), {}
                end})
                local w = coroutine.wrap(function() for k in pairs(t) do end return 'end' end)
                return w() .. w(next)
                """;

        assertThat(run(state(), source)).isEqualTo(LuaString.of("yend"));
    }

    @Test
    void loadIsThereOnlyWhenAllowed() {
        Lua loading = lua.withLoad();
        Chunk chunk =
                loading.compile(
                        "=c", bytes("return load('return 1 + ...', 'x')(2), load('x x', '=d')"));

        Object[] results = (Object[]) loading.run(loading.state(SMALL, States.host()), chunk);

        assertThat(run(state(), "return load")).hasToString("nil");
        assertThat(results)
                .containsExactly(3L, Nil.NIL, LuaString.of("d:1: syntax error near 'x'"));
    }

    @Test
    void moreGlobalsAreThereInEveryState() {
        LuaTable shared = LuaTable.of(Map.of("x", 7L));
        Lua more = lua.with(Map.of("host", shared));
        Chunk chunk = more.compile("=c", bytes("host.x = host.x + 1 return host.x"));

        assertThat(more.run(more.state(SMALL, States.host()), chunk)).isEqualTo(8L);
        assertThat(more.run(more.state(SMALL, States.host()), chunk)).isEqualTo(8L);
    }
}
