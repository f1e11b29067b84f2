package chancery.store.table.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WildcardsTest {
    @Test
    void standsForRunsAndSingleCharacters() {
        Wildcards pattern = Wildcards.of("a%b_c");

        assertThat(pattern.matches("ab1c")).isTrue();
        assertThat(pattern.matches("A--B--b\uD83D\uDE00C")).isTrue();
        assertThat(pattern.matches("abc")).isFalse();
        assertThat(pattern.matches("ab1cd")).isFalse();
    }

    @Test
    void goesBackNoFurtherThanTheLastRun() {
        Wildcards pattern = Wildcards.of("%aab%a%");

        assertThat(pattern.matches("aaab a")).isTrue();
        assertThat(pattern.matches("aaaab")).isFalse();
    }

    @Test
    void matchesNothingOnlyWithNothing() {
        assertThat(Wildcards.of("").matches("")).isTrue();
        assertThat(Wildcards.of("").matches("a")).isFalse();
        assertThat(Wildcards.of("%").matches("")).isTrue();
        assertThat(Wildcards.of("_").matches("")).isFalse();
    }

    @Test
    void takesPatternsOfUpTo256Units() {
        assertThat(Wildcards.of("%".repeat(255)).matches("x")).isTrue();
        assertThat(Wildcards.of("%".repeat(256)).matches("x")).isTrue();
        assertThatThrownBy(() -> Wildcards.of("%".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
