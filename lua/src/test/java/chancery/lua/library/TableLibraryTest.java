package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class TableLibraryTest {
    private final Library lua = new Library();

    @Test
    void joinsTextsAndNumbers() {
        assertThat(lua.first("table.concat", lua.list("a", 2, "c"), ", ")).isEqualTo("a, 2, c");
        assertThat(lua.first("table.concat", lua.list(1, 2, 3), ",", 2, 3)).isEqualTo("2,3");
        assertThat(lua.first("table.concat", lua.list(), NIL, 1, 0)).isEqualTo("");
        assertThat(lua.first("table.concat", lua.list("x"), "-", 1, 1)).isEqualTo("x");
    }

    @Test
    void joinsWhatMetamethodsAnswer() {
        LuaTable table =
                lua.proxy(Map.of("__index", (_, given) -> given.get(2), "__len", (_, _) -> 3L));

        assertThat(lua.first("table.concat", table, "-")).isEqualTo("1-2-3");
    }

    @Test
    void joinsUpToTheLargestIndex() {
        LuaTable table =
                lua.proxy(Map.of("__index", (_, _) -> LuaString.of("x"), "__len", (_, _) -> 0L));

        assertThat(lua.first("table.concat", table, "", Long.MAX_VALUE - 1, Long.MAX_VALUE))
                .isEqualTo("xx");
    }

    @Test
    void refusesToJoinOtherValues() {
        assertThatThrownBy(() -> lua.call("table.concat", lua.list(1, new LuaTable())))
                .hasMessage("invalid value (table) at index 2 in table for 'concat'");
        assertThatThrownBy(() -> lua.call("table.concat", lua.list(1), ",", 1, 2))
                .hasMessage("invalid value (nil) at index 2 in table for 'concat'");
        assertThatThrownBy(() -> lua.call("table.concat", 5))
                .hasMessage("bad argument #1 to 'table.concat' (table expected, got number)");
        assertThatThrownBy(() -> lua.call("table.concat", lua.list(), true))
                .hasMessage("bad argument #2 to 'table.concat' (string expected, got boolean)");
    }

    @Test
    void insertsAtTheEndAndBefore() {
        LuaTable list = lua.list(1, 2, 3);

        lua.call("table.insert", list, 9);
        lua.call("table.insert", list, 1, 0);
        lua.call("table.insert", list, 6, 8);
        lua.call("table.insert", list, 3, "x");

        assertThat(lua.values(list)).containsExactly(0L, 1L, "x", 2L, 3L, 9L, 8L);
    }

    @Test
    void insertsNilAsAHole() {
        LuaTable list = lua.list(1, 2, 3);

        lua.call("table.insert", list, 2, NIL);

        assertThat(lua.values(list)).containsExactly(1L, NIL, 2L, 3L);
    }

    @Test
    void insertsThroughMetamethods() {
        List<String> log = new ArrayList<>();
        LuaTable table = logging(log, 3);

        lua.call("table.insert", table, 2, "v");

        assertThat(log).containsExactly("4=30", "3=20", "2=v");
    }

    @Test
    void refusesToInsertOutside() {
        assertThatThrownBy(() -> lua.call("table.insert", lua.list(1, 2), 5, 1))
                .hasMessage("bad argument #2 to 'table.insert' (position out of bounds)");
        assertThatThrownBy(() -> lua.call("table.insert", lua.list(1, 2), 0, 1))
                .hasMessage("bad argument #2 to 'table.insert' (position out of bounds)");
        assertThatThrownBy(() -> lua.call("table.insert", lua.list(), 1, 2, 3))
                .hasMessage("wrong number of arguments to 'insert'");
        assertThatThrownBy(() -> lua.call("table.insert", lua.list()))
                .hasMessage("wrong number of arguments to 'insert'");
        assertThatThrownBy(() -> lua.call("table.insert", NIL, 1))
                .hasMessage("bad argument #1 to 'table.insert' (table expected, got nil)");
    }

    @Test
    void removesAndClosesTheGap() {
        LuaTable list = lua.list("a", "b", "c", "d");

        assertThat(lua.first("table.remove", list)).isEqualTo("d");
        assertThat(lua.first("table.remove", list, 1)).isEqualTo("a");
        assertThat(lua.first("table.remove", list, 3)).isEqualTo(NIL);
        assertThat(lua.values(list)).containsExactly("b", "c");
    }

    @Test
    void removesNothingFromTheEmptyList() {
        LuaTable list = lua.list();

        assertThat(lua.call("table.remove", list)).containsExactly(NIL);
        assertThat(lua.call("table.remove", list, 0)).containsExactly(NIL);
        assertThat(lua.call("table.remove", list, 1)).containsExactly(NIL);
        assertThatThrownBy(() -> lua.call("table.remove", list, 2))
                .hasMessage("bad argument #1 to 'table.remove' (position out of bounds)");
        assertThatThrownBy(() -> lua.call("table.remove", lua.list(1, 2, 3), 0))
                .hasMessage("bad argument #1 to 'table.remove' (position out of bounds)");
    }

    @Test
    void removesThroughMetamethods() {
        List<String> log = new ArrayList<>();
        LuaTable table = logging(log, 3);

        assertThat(lua.first("table.remove", table, 1)).isEqualTo(10L);
        assertThat(log).containsExactly("1=20", "2=30", "3=nil");
    }

    @Test
    void movesRangesThatOverlap() {
        LuaTable list = lua.list(1, 2, 3);

        assertThat(lua.first("table.move", list, 1, 3, 2)).isSameAs(list);
        assertThat(lua.values(list)).containsExactly(1L, 1L, 2L, 3L);

        lua.call("table.move", list, 2, 4, 1);
        assertThat(lua.values(list)).containsExactly(1L, 2L, 3L, 3L);
    }

    @Test
    void movesToAnotherTable() {
        LuaTable other = lua.list("x");

        assertThat(lua.first("table.move", lua.list(1, 2), 1, 2, 2, other)).isSameAs(other);
        assertThat(lua.values(other)).containsExactly("x", 1L, 2L);
        assertThat(lua.first("table.move", other, 1, 0, 5)).isSameAs(other);
    }

    @Test
    void refusesToMoveBeyondTheIntegers() {
        LuaTable list = lua.list();

        assertThatThrownBy(() -> lua.call("table.move", list, 1, Long.MAX_VALUE, 2))
                .hasMessage("bad argument #4 to 'table.move' (destination wrap around)");
        assertThatThrownBy(() -> lua.call("table.move", list, -1, Long.MAX_VALUE, 2))
                .hasMessage("bad argument #3 to 'table.move' (too many elements to move)");
        assertThatThrownBy(() -> lua.call("table.move", list, 1, 2, Long.MAX_VALUE))
                .hasMessage("bad argument #4 to 'table.move' (destination wrap around)");
        assertThatThrownBy(() -> lua.call("table.move", list, 1, 1, 1, 5))
                .hasMessage("bad argument #5 to 'table.move' (table expected, got number)");
        assertThatThrownBy(() -> lua.call("table.move", list, 1, 1))
                .hasMessage("bad argument #4 to 'table.move' (number expected, got no value)");
    }

    @Test
    void packsWithTheCount() {
        LuaTable packed = (LuaTable) lua.first("table.pack", 1, NIL, 3, NIL);

        assertThat(packed.get(LuaString.of("n"))).isEqualTo(4L);
        assertThat(packed.get(3)).isEqualTo(3L);
        assertThat(packed.get(4)).isEqualTo(NIL);
    }

    @Test
    void unpacksRanges() {
        assertThat(lua.call("table.unpack", lua.list(1, 2, 3), 2)).containsExactly(2L, 3L);
        assertThat(lua.call("table.unpack", lua.list(1), -1, 1)).containsExactly(NIL, NIL, 1L);
        assertThat(lua.call("table.unpack", lua.list(1), 2)).isEmpty();
        assertThat(lua.call("table.unpack", lua.list(1), Long.MAX_VALUE, Long.MAX_VALUE))
                .containsExactly(NIL);
        assertThat(lua.call("table.unpack", lua.list(), 1, 999_999)).hasSize(999_999);
    }

    @Test
    void refusesToUnpackTooMuch() {
        assertThatThrownBy(() -> lua.call("table.unpack", lua.list(), 1, 1_000_001))
                .hasMessage("too many results to unpack");
        assertThatThrownBy(() -> lua.call("table.unpack", lua.list(), 0, Long.MAX_VALUE))
                .hasMessage("too many results to unpack");
        assertThatThrownBy(
                        () -> lua.call("table.unpack", lua.list(), Long.MIN_VALUE, Long.MAX_VALUE))
                .hasMessage("too many results to unpack");
        assertThatThrownBy(() -> lua.call("table.unpack", NIL))
                .hasMessage("attempt to get length of a nil value");
        assertThatThrownBy(() -> lua.call("table.unpack", 5, 1, 2))
                .hasMessage("attempt to index a number value");
    }

    /// A table of so many tens that writes down what is set.
    private LuaTable logging(List<String> log, long length) {
        return lua.proxy(
                Map.of(
                        "__len",
                        (_, _) -> length,
                        "__index",
                        (_, given) -> given.integer(2) * 10,
                        "__newindex",
                        (_, given) -> {
                            log.add(given.get(2) + "=" + given.get(3));
                            return NIL;
                        }));
    }
}
