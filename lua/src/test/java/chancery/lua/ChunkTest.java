package chancery.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class ChunkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "function handle() end",
                "handle = function() end",
                "local x; x, handle = 1, 2",
                "if a then function handle() end end",
                "if a then else handle = 1 end",
                "do handle = 1 end",
                "while a do handle = 1 end",
                "repeat handle = 1 until a",
                "for i = 1, 2 do handle = 1 end",
                "for k in pairs(t) do handle = 1 end",
                "local function set() handle = 1 end set()",
                "local set = function() handle = 1 end set()",
                "(function() handle = 1 end)()",
                "t.set = { 1, function() handle = 1 end }",
                "t = { [function() handle = 1 end] = 1 }",
                "return a and function() handle = 1 end",
                "return a or (function() handle = 1 end)",
                "return 1 + (function() handle = 1 end)()",
                "return -(function() handle = 1 end)()",
                "o:call(function() handle = 1 end)",
                "(function() handle = 1 end):call()",
                "t[function() handle = 1 end] = 1",
                "local s = 'a' .. b .. c .. d .. e .. (function() handle = 1 end)()",
                "_G.handle = function() end",
                "_G['handle'] = 1",
                "_ENV.handle = 1",
                "function _G.handle() end"
            })
    void findsAnAssignmentOfAGlobal(String source) {
        assertThat(compile(source).assigns("handle")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "local function handle() end",
                "local handle = 1",
                "local handle; handle = 1",
                "return handle",
                "handle()",
                "t.handle = 1",
                "function t.handle() end",
                "function t:handle() end",
                "handle.x = 1",
                "Handle = 1",
                "for handle = 1, 2 do handle = 1 end",
                "goto handle ::handle::",
                "_G[handle] = 1"
            })
    void findsNoAssignmentInOtherUsesOfTheName(String source) {
        assertThat(compile(source).assigns("handle")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function handle() return record end",
                "handle = function() return (record) end",
                "function handle() if a then return record end b() return record end",
                "function handle() local f = function() return 1 end return record end",
                "local x = 1 function handle() do x = 2 end return record; end"
            })
    void findsAFunctionThatReturnsOneGlobal(String source) {
        assertThat(compile(source).returnsOnly("handle", "record")).isTrue();
        assertThat(compile(source).returnsOnly("handle", "other")).isFalse();
        assertThat(compile(source).returnsOnly("other", "record")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "function handle() end",
                "function handle() return nil end",
                "function handle() return record, 1 end",
                "function handle() return record or true end",
                "function handle() if a then return nil end return record end",
                "function handle() if a then return end return record end",
                "function handle() if a then b() elseif c then return 1 end return record end",
                "function handle() for i = 1, 2 do return end return record end",
                "function handle() for k in pairs(t) do return end return record end",
                "function handle() while a do return end return record end",
                "function handle() repeat do return end until a return record end",
                "function handle() if a then return record end end",
                "local record function handle() return record end",
                "function handle(record) return record end",
                "function handle() return record end function handle() return record end",
                "function handle() return record end handle = function() end",
                "do function handle() return record end end",
                "function t.handle() return record end"
            })
    void findsNoSuchFunctionWhereItMayReturnSomethingElse(String source) {
        assertThat(compile(source).returnsOnly("handle", "record")).isFalse();
    }

    private static Chunk compile(String source) {
        return Lua.standard().compile("=c", source.getBytes(StandardCharsets.UTF_8));
    }
}
