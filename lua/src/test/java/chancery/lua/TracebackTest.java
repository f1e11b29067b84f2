package chancery.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

final class TracebackTest {
    private static final String MAIN = "main chunk";

    @Test
    void beginsWithThePlaceOfTheMessage() {
        List<String> lines =
                Traceback.lines(List.of("a.lua:7: in local 'f'"), "a.lua:3: attempt to", 20, MAIN);

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
                Traceback.lines(
                        List.of("a.lua:3: in function 'error'", "a.lua:7: in global 'f'"),
                        "x",
                        20,
                        MAIN);

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
        assertThat(Traceback.lines(List.of(), "a.lua:1: x", 20, MAIN))
                .containsExactly("stack traceback:", "\ta.lua:1: in main chunk", "\t[C]: in ?");
        assertThat(Traceback.lines(List.of(), "no place", 20, MAIN))
                .containsExactly("stack traceback:", "\t[C]: in ?");
    }

    @Test
    void findsThePlaceBehindANameWithColons() {
        String place = "[string \"record.index:a.b\"]:12";

        assertThat(Traceback.lines(List.of(), place + ": x", 20, "function 'handle'"))
                .containsExactly(
                        "stack traceback:", "\t" + place + ": in function 'handle'", "\t[C]: in ?");
    }

    @Test
    void leavesOutTheOutermostOfManyCalls() {
        List<String> calls = Collections.nCopies(5, "a.lua:1: in local 'f'");

        assertThat(Traceback.lines(calls, "a.lua:1: x", 4, MAIN)).hasSize(7).contains("\t...");
        assertThat(Traceback.lines(calls, "a.lua:1: x", 5, MAIN))
                .hasSize(8)
                .doesNotContain("\t...");
    }
}
