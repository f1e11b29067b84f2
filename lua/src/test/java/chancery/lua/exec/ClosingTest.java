package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final String CLOSERS =
            """
            local log = ''
            local function c(n, raised)
              return setmetatable({}, {__close = function(_, e)
                log = log .. n .. '(' .. tostring(e) .. ')'
                if raised then error(raised, 0) end
              end})
            end
            """;

    private static String run(String source) {
        return Scripts.run(CLOSERS + source);
    }

    @Test
    void closesInReverseOrderAtTheEndOfTheBlock() {
        String source =
                "do local a <close> = c(1) local b <close> = c(2) log = log .. 'x' end return log";

        assertThat(run(source)).isEqualTo("x2(nil)1(nil)");
    }

    @Test
    void closesOnBreakGotoAndReturn() {
        String source =
                """
                for i = 1, 3 do
                  local x <close> = c(i)
                  if i == 1 then goto continue end
                  if i == 2 then break end
                  ::continue::
                end
                local function f() local x <close> = c('f') return log end
                local before = f()
                return before, log
                """;

        assertThat(run(source)).isEqualTo("1(nil)2(nil) 1(nil)2(nil)f(nil)");
    }

    @Test
    void aJumpBackBeforeTheDeclarationCloses() {
        String source =
                """
                local n = 0
                do
                  ::top::
                  n = n + 1
                  local x <close> = c(n)
                  log = log .. '<'
                  if n < 3 then goto top end
                  log = log .. '>'
                end
                return log
                """;

        assertThat(run(source)).isEqualTo("<1(nil)<2(nil)<>3(nil)");
    }

    @Test
    void errorsReachTheCloserAndAreReplacedByItsOwn() {
        String source =
                """
                local ok, e = pcall(function()
                  local a <close> = c(1, 'E1')
                  local b <close> = c(2, 'E2')
                  error('E', 0)
                end)
                return ok, e, log
                """;

        assertThat(run(source)).isEqualTo("false E1 2(E)1(E2)");
    }

    @Test
    void nilAndFalseAreNotClosed() {
        String source = "local a <close> = nil local b <close> = false return 'ok'";

        assertThat(run(source)).isEqualTo("ok");
    }

    @Test
    void theFourthValueOfALoopIsClosed() {
        String source =
                """
                local function it(_, i) if i < 3 then return i + 1 end end
                for i in it, nil, 0, c('done') do log = log .. i end
                for i in it, nil, 0, c('broken') do break end
                return log
                """;

        assertThat(run(source)).isEqualTo("123done(nil)broken(nil)");
    }

    @Test
    void repeatClosesAfterItsCondition() {
        String source =
                """
                local n = 0
                repeat local x <close> = c(n) n = n + 1 log = log .. 'b'
                until (function() log = log .. '?' return n == 2 end)()
                return log
                """;

        assertThat(run(source)).isEqualTo("b?0(nil)b?1(nil)");
    }

    @Test
    void aSharedVariableIsClosedAsWell() {
        String source =
                """
                local f
                do local x <close> = c(1) f = function() return x end end
                return log, f() ~= nil
                """;

        assertThat(run(source)).isEqualTo("1(nil) true");
    }
}
