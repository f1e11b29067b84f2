package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Breach;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class LibrariesTest {
    private static final Libraries SHARED = Libraries.standard();

    private final Library lua = new Library(SHARED, 50_000_000, 1L << 30);

    @Test
    void globalsHoldThemselves() {
        assertThat(lua.global("_G")).isSameAs(lua.state.globals());
        assertThat(lua.global("_VERSION")).isEqualTo(LuaString.of("Lua 5.4"));
    }

    @Test
    void nothingAScriptWritesIsSeenByAnother() {
        Library other = new Library(SHARED, 1000, 1000);
        LuaTable table = (LuaTable) lua.global("table");

        table.put(lua.budget(), LuaString.of("sort"), 1L);
        lua.state.globals().put(lua.budget(), LuaString.of("mine"), 1L);
        lua.call("rawset", lua.first("getmetatable", ""), "__index", 1);

        assertThat(other.global("table.sort")).isInstanceOf(Builtin.class);
        assertThat(other.global("mine")).isEqualTo(NIL);
        assertThat(((LuaTable) other.first("getmetatable", "")).get(LuaString.of("__index")))
                .isNotEqualTo(1L);
    }

    @Test
    void leavesOutWhatReachesOutside() {
        List<String> names =
                List.of(
                        "io",
                        "debug",
                        "package",
                        "require",
                        "dofile",
                        "loadfile",
                        "load",
                        "collectgarbage",
                        "unpack");

        assertThat(names).allSatisfy(name -> assertThat(lua.global(name)).isEqualTo(NIL));
    }

    @Test
    void takesMoreGlobalsOfTheHost() {
        Builtin answer = new Builtin("host.answer", (_, _) -> 42L);
        Libraries more = SHARED.with(Map.of("host", LuaTable.of(Map.of("answer", answer))));

        Library first = new Library(more, 1000, 1000);
        Library second = new Library(more, 1000, 1000);

        assertThat(first.first("host.answer")).isEqualTo(42L);
        assertThat(first.global("host")).isNotSameAs(second.global("host"));
        assertThat(lua.global("host")).isEqualTo(NIL);
    }

    @Test
    void aFreshStateCostsItsScriptNothing() {
        Library small = new Library(SHARED, 1, 1);

        assertThat(small.budget().stepsLeft()).isEqualTo(1);
        assertThat(small.budget().bytesLeft()).isEqualTo(1);
    }

    @Test
    void chargesWorkBeforeItIsDone() {
        assertBreach("table.concat", 10, big("x".repeat(1000), 1000));
        assertBreach("table.unpack", 10, new LuaTable(), 1, 999_999);
        assertBreach("table.move", 10, big(1L, 1000), 1, 1000, 2);
        assertBreach("select", 10, numbers(1000));
        assertBreach("table.pack", 10, numbers(1000));
        assertBreach("print", 10, numbers(1000));
        assertBreach("tonumber", 10, "1".repeat(1000));
        assertBreach("tonumber", 10, "1".repeat(1000), 10);
        assertBreach("os.date", 10, "x".repeat(1000));
        assertBreach("math.max", 10, numbers(1000));
    }

    @Test
    void chargesWhatShiftingAListMoves() {
        LuaTable list = big(1L, 100_000);
        Library small = new Library(SHARED, 10_000, 1 << 20);

        assertThatThrownBy(() -> small.call("table.insert", list, 1, 1)).isInstanceOf(Breach.class);
        assertThat(new Library(SHARED, 20_000, 1 << 20).call("table.remove", list, 1))
                .containsExactly(1L);
    }

    private void assertBreach(String function, int steps, Object... arguments) {
        Library small = new Library(SHARED, steps, 1 << 20);

        assertThatThrownBy(() -> small.call(function, arguments)).isInstanceOf(Breach.class);
        assertThat(small.output).isEmpty();
    }

    private LuaTable big(Object value, int length) {
        return lua.list(IntStream.range(0, length).mapToObj(_ -> value).toArray());
    }

    private static Object[] numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toArray();
    }
}
