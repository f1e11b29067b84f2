package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts as the reference implementation writes them.
class MessageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "local t={} return t[1].x | attempt to index a nil value (field 'integer index')",
                "local t,i={},1 return t[i].x | attempt to index a nil value (field '?')",
                "local t={} return t.a.x | attempt to index a nil value (field 'a')",
                "return a.b.c | attempt to index a nil value (global 'a')",
                "local t={} t.x.y.z=1 | attempt to index a nil value (field 'x')",
                "local a a.b=1 | attempt to index a nil value (local 'a')",
                "local t={} t[nil]=1 | table index is nil",
                "local t={} t[0/0]=1 | table index is NaN",
                "return 'abc'+1 | attempt to add a 'string' with a 'number'",
                "return {}+'abc' | attempt to add a 'table' with a 'string'",
                "return -'abc' | attempt to unm a 'string' with a 'string'",
                "local a={} return 1+a.x | attempt to perform arithmetic on a nil value (field"
                        + " 'x')",
                "local a,b=nil,{} return b+a |"
                        + " attempt to perform arithmetic on a table value (local 'b')",
                "local a return 'x'..a | attempt to concatenate a nil value (local 'a')",
                "local a={} return a.x..'k' | attempt to concatenate a nil value (field 'x')",
                "return 1 < 'x' | attempt to compare number with string",
                "return {} < {} | attempt to compare two table values",
                "return nil > 1 | attempt to compare number with nil",
                "return 1.5 & 1 | number has no integer representation",
                "local a=1.5 return a & 1 | number (local 'a') has no integer representation",
                "return 'a' & 1 |"
                        + " attempt to perform bitwise operation on a string value (constant 'a')",
                "return 1 // 0 | attempt to divide by zero",
                "return 1 % 0 | attempt to perform 'n%0'",
                "return #nil | attempt to get length of a nil value",
                "local a return #a | attempt to get length of a nil value (local 'a')",
                "f() | attempt to call a nil value (global 'f')",
                "local t={} t:f() | attempt to call a nil value (method 'f')",
                "local t={} t[1]() | attempt to call a nil value (field 'integer index')",
                "(nil)() | attempt to call a nil value",
                "('x')() | attempt to call a string value (constant 'x')",
                "for i='a',2 do end | bad 'for' initial value (number expected, got string)",
                "for i=1,{} do end | bad 'for' limit (number expected, got table)",
                "for i=1,2,{} do end | bad 'for' step (number expected, got table)",
                "for i=1,2,0 do end | 'for' step is zero",
                "for i in 5 do end | attempt to call a number value (for iterator 'for iterator')",
                "for i in pairs(nil) do end |"
                        + " bad argument #1 to 'for iterator' (table expected, got nil)",
                "local t=setmetatable({},{__add=5}) return t+1 |"
                        + " attempt to call a number value (metamethod 'add')",
                "local t=setmetatable({},{__index=5}) return t.x |"
                        + " attempt to index a number value",
                "local t=setmetatable({},{__name='My'}) return t+1 |"
                        + " attempt to perform arithmetic on a My value (local 't')",
                "local x <close> = 5 | variable 'x' got a non-closable value",
                "local m={} m.__index=setmetatable(m,m) return m.x |"
                        + " '__index' chain too long; possible loop",
                "setmetatable(1) | bad argument #1 to 'setmetatable' (table expected, got number)",
                "local s=setmetatable s() |"
                        + " bad argument #1 to 's' (table expected, got no value)",
                "local t={m=setmetatable} t.m(1) | bad argument #1 to 'm' (table expected, got"
                        + " number)",
                "local t={m=error,e=select} t:e() | calling 'e' on bad self (number expected, got"
                        + " table)"
            })
    void saysWhatWentWrongAndWithWhat(String source, String expected) {
        String message = Scripts.run("return select(2, pcall(function() " + source + " end))");

        assertThat(message).isEqualTo("c:1: " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "error('x') | c:2: x",
                "error('x', 0) | x",
                "error('x', 1) | c:2: x",
                "error('x', 2) | c:4: x",
                "error('x', 3) | c:6: x",
                "error('x', 9) | x",
                "error(nil) | nil",
                "error(42) | 42",
                "setmetatable({}, {__index = function(t, k) error(k, 2) end}).foo() | c:2: foo",
                "each({1}, function() error('x', 1) end) | c:2: x",
                "each({1}, function() error('x', 2) end) | x",
                "each({1}, function() error('x', 3) end) | c:2: x"
            })
    void putsThePositionOfItsLevelInFront(String raised, String expected) {
        String before = "local function inner() local _\n" + raised;
        String after =
                """
                 _ = 1 end
                local function middle() local _
                  inner() _ = 1
                end
                local ok, message = pcall(function() middle() local _ = 1 end)
                return message
                """;

        assertThat(Scripts.run(before + after)).isEqualTo(expected);
    }

    @Test
    void aLineIsThatOfTheCall() {
        String source = "local function f() error('x', 2) end\n\n\npcall(f)\nf()";

        assertThat(Scripts.run("return select(2, pcall(function() " + source + " end))"))
                .isEqualTo("c:5: x");
    }
}
