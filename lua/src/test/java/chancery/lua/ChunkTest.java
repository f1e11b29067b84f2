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

    private static Chunk compile(String source) {
        return Lua.standard().compile("=c", source.getBytes(StandardCharsets.UTF_8));
    }
}
