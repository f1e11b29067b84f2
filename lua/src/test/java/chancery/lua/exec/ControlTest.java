package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1, 3 | 1;2;3;",
                "3, 1, -1 | 3;2;1;",
                "1, 0 | ``",
                "1.0, 2 | 1.0;2.0;",
                "1, 2.9 | 1;2;",
                "'1', 2 | 1.0;2.0;",
                "9223372036854775806, 9223372036854775807 |"
                        + " 9223372036854775806;9223372036854775807;",
                "1, -1/0 | ``",
                "1, 0/0 | ``",
                "-9223372036854775807 - 1, -9223372036854775807 - 1, -1 | -9223372036854775808;",
                "1, 9223372036854775807, 9223372036854775807 | 1;",
                "0.1, 0.35, 0.1 | 0.1;0.2;0.3;"
            })
    void countsAsTheReferenceDoes(String range, String expected) {
        String source = "local s = '' for i = " + range + " do s = s .. i .. ';' end return s";

        assertThat(Scripts.run(source)).isEqualTo(expected);
    }

    @Test
    void anInfiniteLimitIsClipped() {
        String source = "for i = 1, 1/0 do if i == 4 then return i end end";

        assertThat(Scripts.run(source)).isEqualTo("4");
    }

    @Test
    void theVariableOfALoopIsAFreshOneEachTurn() {
        String source =
                """
                local fs = {}
                for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
                return fs[1](), fs[1](), fs[2](), fs[3]()
                """;

        assertThat(Scripts.run(source)).isEqualTo("2 3 3 4");
    }

    @Test
    void breakLeavesTheInnermostLoop() {
        String source =
                """
                local n = 0
                for i = 1, 3 do
                  while true do n = n + 1 if n % 2 == 0 then break end end
                  repeat n = n + 10 if n > 5 then break end until false
                end
                return n
                """;

        assertThat(Scripts.run(source)).isEqualTo("36");
    }

    @Test
    void gotoContinuesALoop() {
        String source =
                """
                local s = ''
                for i = 1, 5 do
                  if i % 2 == 0 then goto continue end
                  s = s .. i
                  ::continue::
                end
                return s
                """;

        assertThat(Scripts.run(source)).isEqualTo("135");
    }

    @Test
    void gotoGoesBackAndOutOfLoops() {
        String source =
                """
                local n = 0
                ::top::
                n = n + 1
                while true do
                  for i = 1, 10 do if n < 5 then goto top else goto out end end
                end
                ::out::
                return n
                """;

        assertThat(Scripts.run(source)).isEqualTo("5");
    }

    @Test
    void aLoopBackThroughGotoMakesFreshVariables() {
        String source =
                """
                local fs, n = {}, 0
                ::top::
                local x = n
                fs[n] = function() return x end
                n = n + 1
                if n < 3 then goto top end
                return fs[0](), fs[1](), fs[2]()
                """;

        assertThat(Scripts.run(source)).isEqualTo("0 1 2");
    }

    @Test
    void theConditionOfRepeatSeesItsBlock() {
        String source = "local n = 0 repeat local done = n >= 3 n = n + 1 until done return n";

        assertThat(Scripts.run(source)).isEqualTo("4");
    }

    @Test
    void aGenericLoopWalksTables() {
        String source =
                """
                local t, s, n = {10, 20, 30, x = 'y'}, 0, 0
                for k, v in pairs(t) do n = n + 1 if k ~= 'x' then s = s + k * v end end
                for i, v in ipairs(t) do s = s + v end
                for k in next, t do n = n + 1 end
                return n, s
                """;

        assertThat(Scripts.run(source)).isEqualTo("8 200");
    }

    @Test
    void aWalkMayRemoveWhatItMeets() {
        String source =
                """
                local t, n = {1, 2, 3, a = 1, b = 2, c = 3}, 0
                for k in pairs(t) do t[k] = nil n = n + 1 end
                return n, next(t)
                """;

        assertThat(Scripts.run(source)).isEqualTo("6 nil");
    }

    @Test
    void listsMayStartAnywhere() {
        String source =
                """
                local t, u, sum = {}, {}, 0
                for i = 2, 100 do t[i] = i end
                for i = 100, 1, -1 do u[i] = i end
                t[1] = 1
                for i = 1, #t do sum = sum + t[i] end
                for _, v in ipairs(u) do sum = sum + v end
                for k, v in pairs(t) do sum = sum + v end
                t[50] = nil
                return sum, #t, #u, t[50], t[51], u[100]
                """;

        assertThat(Scripts.run(source)).isEqualTo("15150 100 100 nil 51 100");
    }

    @Test
    void aGenericLoopCallsWhatIsCallable() {
        String source =
                """
                local t = setmetatable({}, {__call = function(_, last, i)
                  if i < last then return i + 1, i * i end
                end})
                local s = ''
                for i, q, none in t, 3, 0 do s = s .. i .. ':' .. q .. tostring(none) end
                return s
                """;

        assertThat(Scripts.run(source)).isEqualTo("1:0nil2:1nil3:4nil");
    }
}
