package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return f() | 1 2 3",
                "return f(), f() | 1 1 2 3",
                "return (f()) | 1",
                "return f(), nil | 1 nil",
                "local a, b = f() return a, b | 1 2",
                "local a, b, c, d = f() return a, b, c, d | 1 2 3 nil",
                "local a, b, c = 0, f() return a, b, c | 0 1 2",
                "return {f(), f()}[4] | 3",
                "local t = {f(), x = 1, f()} return #t, t.x | 4 1",
                "return select('#', f(), none()) | 1",
                "return select('#', none(), f()) | 4",
                "return g(f()) | 3 1 2 3",
                "return g(f(), 7) | 2 1 7",
                "return o:m(f()) | 4 1"
            })
    void adjustsTheNumberOfValues(String source, String expected) {
        String prelude =
                """
                local function f() return 1, 2, 3 end
                local function none() end
                local function g(...) return select('#', ...), ... end
                local o = {m = function(self, ...) return select('#', self, ...), ... end}
                function o:m(a, ...) return 2 + select('#', ...), a end
                """;

        assertThat(Scripts.run(prelude + source.replace("{f(), f()}[4]", "({f(), f()})[4]")))
                .isEqualTo(expected);
    }

    @Test
    void missingParametersAreNilAndOthersDropped() {
        String source =
                """
                local function f(a, b) return a, b end
                local x, y = f(1)
                local p, q, r = f(1, 2, 3)
                return x, y, p, q, r
                """;

        assertThat(Scripts.run(source)).isEqualTo("1 nil 1 2 nil");
    }

    @Test
    void closuresShareTheirVariables() {
        String source =
                """
                local function counter()
                  local n = 0
                  return function() n = n + 1 return n end, function() return n end
                end
                local up, get = counter()
                up() up()
                local other = counter()
                other()
                return get(), other()
                """;

        assertThat(Scripts.run(source)).isEqualTo("2 2");
    }

    @Test
    void parametersCanBeShared() {
        String source =
                """
                local function f(a, ...)
                  local rest = ...
                  return function() a = a + rest return a end
                end
                local g = f(1, 10)
                g()
                return g()
                """;

        assertThat(Scripts.run(source)).isEqualTo("21");
    }

    @Test
    void assignmentKnowsAllValuesBeforeItSets() {
        String source =
                """
                local a, b, i, t = 1, 2, 1, {}
                a, b = b, a
                i, t[i] = i + 1, 20
                return a, b, i, t[1], t[2]
                """;

        assertThat(Scripts.run(source)).isEqualTo("2 1 2 20 nil");
    }

    @Test
    void aMillionTailCallsNeedNoStack() {
        String source =
                """
                local function even(n) if n == 0 then return 'even' end return odd(n - 1) end
                function odd(n) if n == 0 then return 'odd' end return even(n - 1) end
                return even(1000001)
                """;

        assertThat(Scripts.run(source)).isEqualTo("odd");
    }

    @Test
    void tailCallsOfMethodsAndCallablesWork() {
        String source =
                """
                local o = setmetatable({}, {__call = function(self, a, b) return a, b, self ~= nil end})
                function o:m(a, b, c) if a == 0 then return b end return self:m(a - 1, b, c) end
                local function f(...) return o(...) end
                return o:m(1000, 'x', 1), f(1, 2)
                """;

        assertThat(Scripts.run(source)).isEqualTo("x 1 2 true");
    }

    @Test
    void constructorsPutListedValuesOverKeyedOnes() {
        String source =
                """
                local t = {[1] = 'a', 'b', [2] = 'c', n = 1}
                local u = {1, nil, 3, nil}
                local v = {[3] = 'z', 'x', 'y'}
                return t[1], t[2], t.n, u[3], #v
                """;

        assertThat(Scripts.run(source)).isEqualTo("b c 1 3 3");
    }

    @Test
    void environmentsCanBeReplaced() {
        String source =
                """
                local function f() local _ENV = {x = 5} y = x return y end
                x = 1
                local _ENV = setmetatable({}, {__index = _ENV})
                x = 2
                return f(), x, y
                """;

        assertThat(Scripts.run(source)).isEqualTo("5 2 nil");
    }
}
