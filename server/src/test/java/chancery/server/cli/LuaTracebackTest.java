package chancery.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

final class LuaTracebackTest {
    @Test
    void beginsWithThePlaceOfTheMessage() {
        List<String> lines =
                LuaTraceback.lines(List.of("a.lua:7: in local 'f'"), "a.lua:3: attempt to", 20);

        assertThat(lines)
                .containsExactly(
                        "stack traceback:",
                        "\ta.lua:3: in local 'f'",
                        "\ta.lua:7: in main chunk",
                        "\t[C]: in ?");
    }

    @Test
    void beginsWithALibraryFunction() {
        List<String> lines =
                LuaTraceback.lines(
                        List.of("a.lua:3: in function 'error'", "a.lua:7: in global 'f'"), "x", 20);

        assertThat(lines)
                .containsExactly(
                        "stack traceback:",
                        "\t[C]: in function 'error'",
                        "\ta.lua:3: in function 'f'",
                        "\ta.lua:7: in main chunk",
                        "\t[C]: in ?");
    }

    @Test
    void anErrorOfTheMainChunkHasOnePlace() {
        assertThat(LuaTraceback.lines(List.of(), "a.lua:1: x", 20))
                .containsExactly("stack traceback:", "\ta.lua:1: in main chunk", "\t[C]: in ?");
        assertThat(LuaTraceback.lines(List.of(), "no place", 20))
                .containsExactly("stack traceback:", "\t[C]: in ?");
    }

    @Test
    void leavesOutTheOutermostOfManyCalls() {
        List<String> calls = Collections.nCopies(5, "a.lua:1: in local 'f'");

        assertThat(LuaTraceback.lines(calls, "a.lua:1: x", 4)).hasSize(7).contains("\t...");
        assertThat(LuaTraceback.lines(calls, "a.lua:1: x", 5)).hasSize(8).doesNotContain("\t...");
    }
}
