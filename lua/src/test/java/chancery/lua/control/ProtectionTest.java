package chancery.lua.control;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.lua.exec.Scripts;

import org.junit.jupiter.api.Test;

class ProtectionTest {
    @Test
    void pcallAnswersResultsOrTheError() {
        String source =
                """
                local t = {}
                local ok, caught = pcall(error, t)
                return pcall(function(...) return ... end, 1, nil, 3), ok, caught == t, pcall(error)
                """;

        assertThat(Scripts.run(source)).isEqualTo("true false true false nil");
    }

    @Test
    void whatIsNotCallableIsAnError() {
        assertThat(Scripts.run("return pcall(5)"))
                .isEqualTo("false attempt to call a number value");
    }

    @Test
    void handlersSeeTheErrorBeforeAnythingIsClosed() {
        String source =
                """
                local log = ''
                local closing = setmetatable({}, {__close = function(_, e) log = log .. ' closed ' .. e end})
                local ok, answer, more = xpcall(function()
                  local x <close> = closing
                  error('e', 0)
                end, function(e) log = log .. 'handled ' .. e return e .. '!', 'dropped' end)
                return ok, answer, more, log
                """;

        assertThat(Scripts.run(source)).isEqualTo("false e! nil handled e closed e!");
    }

    @Test
    void anErrorInAHandlerIsHandledUntilItIsTooMuch() {
        String source =
                """
                local n = 0
                local function once(e) n = n + 1 if n == 1 then error('second', 0) end return e end
                local _, first = xpcall(error, once, 'first')
                return first, n, xpcall(error, function() error('again') end)
                """;

        assertThat(Scripts.run(source)).isEqualTo("second 2 false error in error handling");
    }

    @Test
    void innerCallsDoNotUseOuterHandlers() {
        String source =
                """
                local n = 0
                local function count(e) n = n + 1 return e end
                xpcall(function() pcall(error, 'x') xpcall(error, function() end, 'y') end, count)
                local inner = n
                xpcall(function() pcall(error, 'x') error('z') end, count)
                return inner, n
                """;

        assertThat(Scripts.run(source)).isEqualTo("0 1");
    }
}
