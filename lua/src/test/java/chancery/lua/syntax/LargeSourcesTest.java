package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sources that would take much time or stack, were they not read with care. Each takes well
/// under a second; the timeout is for those that do not end.
@Timeout(60)
class LargeSourcesTest {
    @Test
    void refusesNestedParentheses() {
        assertThat(Sources.outcome("x = " + "(".repeat(100_000))).isEqualTo("C stack overflow");
        assertThat(Sources.outcome("x = " + "{".repeat(100_000))).isEqualTo("C stack overflow");
        assertThat(Sources.outcome("x = " + "not ".repeat(100_000))).isEqualTo("C stack overflow");
    }

    @Test
    void refusesEndlessSuffixes() {
        assertThat(Sources.outcome("x = a" + ".b".repeat(1_000_000))).contains("too deep");
        assertThat(Sources.outcome("f" + "()".repeat(1_000_000))).contains("too deep");
    }

    @Test
    void acceptsAConstructorOfAMillionEntries() {
        assertThat(Sources.outcome("x = {" + "1,".repeat(1_000_000) + "}")).isEqualTo("ok");
    }

    @Test
    void acceptsAMillionOperatorsToTheLeft() {
        assertThat(Sources.outcome("x = 1" + "+1".repeat(1_000_000))).isEqualTo("ok");
        assertThat(Sources.outcome("x = 1" + " or 1".repeat(1_000_000))).isEqualTo("ok");
    }

    @Test
    void acceptsManyBranches() {
        String source = "if a then " + "elseif a then ".repeat(200_000) + "end";

        assertThat(Sources.outcome(source)).isEqualTo("ok");
    }

    @Tag("slow")
    @Test
    void resolvesManyJumpsOutOfManyBlocks() {
        String source = "do ".repeat(190) + "goto l ".repeat(100_000) + "end ".repeat(190);

        assertThat(Sources.outcome(source + "::l::")).isEqualTo("ok");
        assertThat(Sources.outcome(source)).contains("no visible label 'l' for <goto> at line 1");
    }

    @Test
    void resolvesManyJumpsToManyLabels() {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            source.append("goto l").append(i).append(' ');
        }
        for (int i = 0; i < 100_000; i++) {
            source.append("::l").append(i).append(":: x = 1 ");
        }

        assertThat(Sources.outcome(source.toString())).isEqualTo("ok");
    }

    @Test
    void resolvesNamesUnderManyVariables() {
        StringBuilder source = new StringBuilder();
        for (int function = 0; function < 60; function++) {
            source.append("return function(");
            for (int i = 0; i < 199; i++) {
                source.append('v').append(i).append(',');
            }
            source.append("w) ");
        }
        source.append("a = a ".repeat(200_000)).append("end ".repeat(60));

        assertThat(Sources.outcome(source.toString())).isEqualTo("ok");
    }

    @Test
    void readsLongStringsAndComments() {
        assertThat(Sources.outcome("x = '" + "\\065".repeat(1_000_000) + "'")).isEqualTo("ok");
        assertThat(Sources.outcome("x = [==[" + "]=".repeat(1_000_000) + "]==]")).isEqualTo("ok");
        assertThat(Sources.outcome("--[" + "=".repeat(1_000_000))).isEqualTo("ok");
        assertThat(Sources.outcome("x = 1" + "0".repeat(1_000_000))).isEqualTo("ok");
    }

    @Tag("slow")
    @Test
    void readsTenMegabytes() {
        String source = "x.y = f('some text', 12.5, z) -- and so on\n".repeat(230_000);

        assertThat(Sources.outcome(source)).isEqualTo("ok");
    }

    @Tag("slow")
    @Test
    void refusesEndlessTokens() {
        assertThat(Sources.outcome(";".repeat(10_000_000)))
                .isEqualTo("c:1: too many tokens (limit is 4000000)");
    }
}
