package chancery.lua.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Programs for each section of the manual, compared with `lua5.4`. The areas in their titles are
/// those of the official test suite, outside of input and output, debugging, packages and C.
class ManualTest {
    private static final List<String> FILES =
            List.of(
                    "2-basics.lua",
                    "3-lexical.lua",
                    "3-errors.lua",
                    "6.1-basic.lua",
                    "6.2-coroutine.lua",
                    "6.4-string.lua",
                    "6.5-utf8.lua",
                    "6.6-table.lua",
                    "6.7-math.lua",
                    "6.9-os.lua",
                    "suite-language.lua",
                    "suite-library.lua",
                    "whole-programs.lua");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2-basics.lua",
                "3-lexical.lua",
                "3-errors.lua",
                "6.1-basic.lua",
                "6.2-coroutine.lua",
                "6.4-string.lua",
                "6.5-utf8.lua",
                "6.6-table.lua",
                "6.7-math.lua",
                "6.9-os.lua",
                "suite-language.lua",
                "suite-library.lua",
                "whole-programs.lua"
            })
    void printsWhatTheReferencePrints(String file) {
        Comparison.check(file, Program.of(file));
    }

    @Test
    void coversEachAreaOfTheOfficialSuite() {
        Map<String, Long> counts =
                FILES.stream()
                        .flatMap(file -> Program.of(file).stream())
                        .collect(
                                Collectors.groupingBy(
                                        Program::area, TreeMap::new, Collectors.counting()));

        System.out.println("lua5.4 programs by area: " + counts);

        assertThat(counts.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(AREAS.stream(), Stream.of("basic", "programs")).toList());
        assertThat(counts.values()).allMatch(count -> count >= 5);
    }

    private static final List<String> AREAS =
            List.of(
                    "bitwise",
                    "calls",
                    "closure",
                    "constructs",
                    "coroutine",
                    "cstack",
                    "errors",
                    "events",
                    "files",
                    "goto",
                    "literals",
                    "locals",
                    "math",
                    "nextvar",
                    "pm",
                    "sort",
                    "strings",
                    "tpack",
                    "utf8",
                    "vararg");
}
