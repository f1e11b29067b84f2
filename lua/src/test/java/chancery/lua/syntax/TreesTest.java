package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// Each source in `trees.txt` gives the tree behind it.
class TreesTest {
    static List<Sources.Case> trees() {
        return Sources.cases(TreesTest.class, "trees.txt");
    }

    @ParameterizedTest
    @MethodSource("trees")
    void groupsAndResolvesAsWritten(Sources.Case example) {
        String tree = Trees.of(example.source());

        assertThat(tree).isEqualTo(example.outcome());
    }
}
