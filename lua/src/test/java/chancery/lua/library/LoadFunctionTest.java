package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Breach;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

final class LoadFunctionTest {
    private final Library lua = open(50_000_000);

    @Test
    void compilesAText() {
        assertThat(loaded("return 1")).containsExactly("return 1", "return 1", lua.global("_G"));
    }

    @Test
    void takesANameAModeAndGlobals() {
        LuaTable globals = new LuaTable();

        assertThat(loaded("x", "=name", "t", globals)).containsExactly("x", "=name", globals);
        assertThat(loaded("x", NIL, NIL, NIL)).containsExactly("x", "x", NIL);
    }

    @Test
    void readsPiecesUntilThereAreNoMore() {
        Deque<Object> pieces = new ArrayDeque<>(List.of(LuaString.of("a"), 1L, LuaString.EMPTY));
        LuaFunction reader = Library.function((_, _) -> pieces.remove());

        assertThat(loaded(reader)).containsExactly("a1", "=(load)", lua.global("_G"));
    }

    @Test
    void answersErrorsOfTheReaderAndTheCompiler() {
        LuaFunction failing =
                Library.function(
                        (_, _) -> {
                            throw new LuaError(7L);
                        });

        assertThat(lua.call("load", failing)).containsExactly(NIL, 7L);
        assertThat(lua.call("load", Library.function((_, _) -> true)))
                .containsExactly(NIL, "reader function must return a string");
        assertThat(lua.call("load", "bad")).containsExactly(NIL, "no Lua");
    }

    @Test
    void refusesBinaryChunks() {
        assertThat(lua.call("load", "\33Lua"))
                .containsExactly(NIL, "attempt to load a binary chunk (mode is 't')");
        assertThat(lua.call("load", "x", "n", "b"))
                .containsExactly(NIL, "attempt to load a text chunk (mode is 'b')");
        assertThatThrownBy(() -> lua.call("load"))
                .hasMessage("bad argument #1 to 'load' (function expected, got no value)");
    }

    @Test
    void chargesTheSource() {
        assertThatThrownBy(() -> open(100).call("load", "x".repeat(1000)))
                .isInstanceOf(Breach.class);
    }

    /// What the compiler was given.
    private List<Object> loaded(Object... arguments) {
        LuaFunction main = (LuaFunction) lua.first("load", arguments);
        return Arrays.stream(Values.all(main.call(lua.state)))
                .map(value -> value instanceof LuaString text ? text.toString() : value)
                .toList();
    }

    private static Library open(long steps) {
        Map<String, LuaFunction> load = Map.of("load", LoadFunction.with(LoadFunctionTest::echo));
        return new Library(Libraries.standard().with(load), steps, 1 << 20);
    }

    private static LuaFunction echo(State state, LuaString source, LuaString name, Object env) {
        if (source.equals(LuaString.of("bad"))) {
            throw new LuaError(LuaString.of("no Lua"));
        }
        return Library.function((_, _) -> new Object[] {source, name, env});
    }
}
