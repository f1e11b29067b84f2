package chancery.lua.differential;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

/// Random programs, the same in every run, compared with `lua5.4`.
class GeneratedProgramsTest {
    @Test
    void printWhatTheReferencePrints() {
        Comparison.check("generated programs", programs(1, 2000));
    }

    @Test
    @Tag("slow")
    void manyPrintWhatTheReferencePrints() {
        Comparison.check("many generated programs", programs(10_000, 30_000));
    }

    private static List<Program> programs(long from, long count) {
        return LongStream.range(from, from + count).mapToObj(Generator::program).toList();
    }
}
