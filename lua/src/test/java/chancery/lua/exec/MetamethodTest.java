package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetamethodTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "add +",
                "sub -",
                "mul *",
                "div /",
                "mod %",
                "pow ^",
                "idiv //",
                "band &",
                "bor |",
                "bxor ~",
                "shl <<",
                "shr >>",
                "concat .."
            })
    void binaryOperatorsAskTheFirstOperandThatKnows(String row) {
        String event = row.substring(0, row.indexOf(' '));
        String operator = row.substring(row.indexOf(' ') + 1);
        String source =
                """
                local t = setmetatable({}, {__%1$s = function(a, b) return 't' end})
                local u = setmetatable({}, {__%1$s = function(a, b) return 'u' end})
                return t %2$s 1, 1 %2$s t, t %2$s u, u %2$s t, t %2$s t
                """
                        .formatted(event, operator);

        assertThat(Scripts.run(source)).isEqualTo("t t t u t");
    }

    @Test
    void unaryOperatorsGetTheirOperandTwice() {
        String source =
                """
                local same = function(a, b) return a == b end
                local t = setmetatable({}, {__unm = same, __bnot = same, __len = same})
                return -t, ~t, #t
                """;

        assertThat(Scripts.run(source)).isEqualTo("true true true");
    }

    @Test
    void comparisonsGiveTruthAlone() {
        String source =
                """
                local m = {__eq = function() return 1 end, __lt = function() return nil end}
                m.__le = function() return 'x' end
                local t, u = setmetatable({}, m), setmetatable({}, m)
                return t == u, t ~= u, t < 1, 1 > t, t <= 1, 2 >= t, t == 1, t == t
                """;

        assertThat(Scripts.run(source)).isEqualTo("true false false false true true false true");
    }

    @Test
    void lessOrEqualFallsBackToTheReverseOfLess() {
        String source =
                """
                local t = setmetatable({}, {__lt = function(a, b) return a == 1 end})
                return t <= 1, 1 <= t
                """;

        assertThat(Scripts.run(source)).isEqualTo("false true");
    }

    @Test
    void indexIsAFunctionOrAnotherObject() {
        String source =
                """
                local base = {x = 1}
                local middle = setmetatable({y = 2}, {__index = base})
                local t = setmetatable({z = 3}, {__index = middle})
                local f = setmetatable({}, {__index = function(_, k) return k .. '!' end})
                return t.x, t.y, t.z, t.w, f.abc, f[1]
                """;

        assertThat(Scripts.run(source)).isEqualTo("1 2 3 nil abc! 1!");
    }

    @Test
    void newindexTakesOnlyWhatIsAbsent() {
        String source =
                """
                local log = {}
                local t = setmetatable({a = 1}, {__newindex = log})
                t.a, t.b = 2, 3
                local g = setmetatable({}, {__newindex = function(t, k, v) log[k] = v end})
                g[1], g.c = 4, 5
                return t.a, t.b, log.b, log[1], log.c, g.c
                """;

        assertThat(Scripts.run(source)).isEqualTo("2 nil 3 4 5 nil");
    }

    @Test
    void concatenationGoesFromTheRightAndJoinsTextsFirst() {
        String source =
                """
                local t = setmetatable({}, {__concat = function(a, b)
                  return (type_of(a) == 't' and '(t' or '(' .. a) .. '+' ..
                      (type_of(b) == 't' and 't)' or b .. ')')
                end})
                function type_of(x) return x == t and 't' or '' end
                return 'a' .. 'b' .. t .. 1 .. 2, t .. t
                """;

        assertThat(Scripts.run(source)).isEqualTo("ab(t+12) (t+t)");
    }

    @Test
    void callChainsAreFollowed() {
        String source =
                """
                local inner = setmetatable({}, {__call = function(self, other, a)
                  return a
                end})
                local outer = setmetatable({}, {__call = inner})
                return outer(7), pcall(outer, 8)
                """;

        assertThat(Scripts.run(source)).isEqualTo("7 true 8");
    }
}
