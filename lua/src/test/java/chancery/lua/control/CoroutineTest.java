package chancery.lua.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.lua.exec.Scripts;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class CoroutineTest {
    private static final String SHORT = "local co = coroutine\n";

    private static State limited(int coroutines) {
        return Scripts.with(
                new BudgetLimits(1_000_000, 1 << 26, Duration.ofMinutes(1), 200, coroutines));
    }

    @Test
    void valuesGoInAndOut() {
        String source =
                """
                local c = co.create(function(a, b)
                  local x = co.yield(a + b)
                  local y, z = co.yield(x * 2)
                  return y + z, 'end'
                end)
                local _, first = co.resume(c, 1, 2)
                local _, second = co.resume(c, 10)
                return first, second, co.status(c), co.resume(c, 3, 4)
                """;

        assertThat(Scripts.run(SHORT + source)).isEqualTo("3 20 suspended true 7 end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "co.resume(co.create(function() error('x', 0) end)) | false x",
                "co.resume(co.create(function() return end)) | true",
                "co.resume(co.wrap(function() end)) |"
                        + " c:3: bad argument #1 to 'resume' (thread expected, got function)",
                "co.create(1) | c:3: bad argument #1 to 'create' (function expected, got number)",
                "co.yield() | attempt to yield from outside a coroutine",
                "co.close(co.running()) | c:3: cannot close a running coroutine",
                "co.isyieldable() | false",
                "select(2, co.running()) | true",
                "co.status(co.running()) | running",
                "co.wrap(function() error('x') end)() | c:3: c:3: x",
                "co.wrap(function() return co.isyieldable(), select(2, co.running()) end)() |"
                        + " true false"
            })
    void answersAsTheReferenceDoes(String expression, String expected) {
        String source =
                """
                local function drop(ok, ...) return ... end
                return drop(pcall(function() local function keep(...) return ... end
                """
                        .replace("\n", " ");

        String script = SHORT + source + "\nreturn keep(" + expression + ") end))";

        assertThat(Scripts.run(script)).isEqualTo(expected);
    }

    @Test
    void deadOnesCannotBeResumed() {
        String source =
                """
                local c = co.create(function() end)
                co.resume(c)
                local w = co.wrap(function() end)
                w()
                return co.status(c), co.resume(c)
                """;

        assertThat(Scripts.run(SHORT + source))
                .isEqualTo("dead false cannot resume dead coroutine");
    }

    @Test
    void yieldsAcrossProtectedCallsAndMetamethods() {
        String source =
                """
                local t = setmetatable({}, {
                  __index = function(_, k) return co.yield(k) end,
                  __add = function() return co.yield('add') end,
                })
                local w = co.wrap(function()
                  local _, x = pcall(function() return co.yield('p') .. t.f end)
                  for v in function() return co.yield('it') end do return x, v, t + 1 end
                end)
                return w(), w('a'), w('b'), w('c'), w('d')
                """;

        assertThat(Scripts.run(SHORT + source)).isEqualTo("p f it add ab c d");
    }

    @Test
    void doesNotYieldAcrossLibraryFunctions() {
        String source =
                """
                return co.resume(co.create(function() each({1}, co.yield) end))
                """;

        assertThat(Scripts.run(SHORT + source))
                .isEqualTo("false attempt to yield across a C-call boundary");
    }

    @Test
    void statusesNest() {
        String source =
                """
                local outer
                outer = co.create(function()
                  local seen = co.status(outer)
                  return seen, co.wrap(function()
                    return co.status(outer), co.resume(outer)
                  end)()
                end)
                return co.resume(outer)
                """;

        assertThat(Scripts.run(SHORT + source))
                .isEqualTo("true running normal false cannot resume non-suspended coroutine");
    }

    @Test
    void closeRunsWhatIsToBeClosed() {
        String source =
                """
                local log = ''
                local function c(n, raised)
                  return setmetatable({}, {__close = function(_, e)
                    log = log .. n .. '(' .. tostring(e) .. ')'
                    if raised then error(raised, 0) end
                  end})
                end
                local one = co.create(function() local x <close> = c(1) pcall(co.yield) log = 'no' end)
                co.resume(one)
                local two = co.create(function()
                  local x <close> = c(2, 'again') local y <close> = c(3, 'first') co.yield()
                end)
                co.resume(two)
                local closed = co.close(one)
                local ok, e = co.close(two)
                return closed, ok, e, co.close(two), log, co.status(two)
                """;

        assertThat(Scripts.run(SHORT + source))
                .isEqualTo("true false again true 1(nil)3(nil)2(first) dead");
    }

    @Test
    void aFailedOneClosesWhenItIsClosed() {
        String source =
                """
                local log = ''
                local c = co.create(function()
                  local x <close> = setmetatable({}, {__close = function(_, e) log = log .. e end})
                  error('boom', 0)
                end)
                local _, e = co.resume(c)
                local before = co.status(c) .. log
                local ok, last = co.close(c)
                return e, before, ok, last, log, co.close(c)
                """;

        assertThat(Scripts.run(SHORT + source)).isEqualTo("boom dead false boom boom true");
    }

    @Test
    void oneThatNeverRanCloses() {
        String source = "local c = co.create(function() end) return co.close(c), co.status(c)";

        assertThat(Scripts.run(SHORT + source)).isEqualTo("true dead");
    }

    @Test
    void resumingInsideEachOtherHasAnEnd() {
        String source =
                """
                local function deep(n)
                  if n == 0 then return 'bottom' end
                  return co.wrap(function() return deep(n - 1) end)()
                end
                local ok, e = pcall(deep, 300)
                return deep(100), ok, #e > 20
                """;

        assertThat(Scripts.run(limited(1000), SHORT + source)).isEqualTo("bottom false true");
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, true"})
    void asManyAsTheLimitAllowsMayLive(int count, boolean expected) {
        assertThat(Scripts.run(limited(3), suspended(count))).isEqualTo("" + expected);
    }

    @Test
    void oneMoreThanTheLimitEndsTheState() {
        State state = limited(3);

        Breach breach = catchThrowableOfType(Breach.class, () -> Scripts.run(state, suspended(4)));

        assertThat(breach.kind()).isEqualTo(BudgetKind.COROUTINES);
        state.close();
    }

    @Test
    void endedOnesDoNotCount() {
        String source = "for i = 1, 100 do co.wrap(function() end)() end return 'ok'";

        assertThat(Scripts.run(limited(1), SHORT + source)).isEqualTo("ok");
    }

    @Test
    void aBreachInsideEndsTheState() {
        State state = limited(10);
        String source =
                SHORT
                        + "return pcall(co.wrap(function() pcall(function() while true do end end)"
                        + " end))";

        Breach breach = catchThrowableOfType(Breach.class, () -> Scripts.run(state, source));

        assertThat(breach.kind()).isEqualTo(BudgetKind.STEPS);
        assertThat(state.budget().broken()).isEqualTo(BudgetKind.STEPS);
    }

    @Test
    void closingTheStateEndsThreadsWithoutRunningAnything() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Host host = States.host();
        Host recording =
                new Host(
                        host.nanoTime(),
                        host.cpuNanos(),
                        host.clock(),
                        host.seed(),
                        host.output(),
                        host.warnings(),
                        body -> {
                            threads.add(Thread.ofVirtual().unstarted(body));
                            return threads.getLast();
                        },
                        host.pause());
        BudgetLimits limits = new BudgetLimits(1_000_000, 1 << 26, Duration.ofMinutes(1), 200, 10);
        State state = new State(limits, recording, new LuaTable(), null);
        Scripts.run(
                state,
                """
                ran = 'nothing'
                coroutine.wrap(function()
                  local x <close> = setmetatable({}, {__close = function() ran = 'closer' end})
                  pcall(coroutine.yield)
                  ran = 'rest'
                end)()
                """);

        state.close();
        threads.getFirst().join(Duration.ofSeconds(30));

        assertThat(threads.getFirst().getState()).isEqualTo(Thread.State.TERMINATED);
        assertThat(state.globals().get(LuaString.of("ran"))).isEqualTo(LuaString.of("nothing"));
        assertThat(state.coroutines().count()).isZero();
    }

    private static String suspended(int count) {
        return """
        local kept = {}
        for i = 1, %d do
          kept[i] = coroutine.create(function() coroutine.yield() end)
          pcall(coroutine.resume, kept[i])
        end
        return #kept > 0
        """
                .formatted(count);
    }
}
