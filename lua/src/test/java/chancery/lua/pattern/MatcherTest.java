package chancery.lua.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.Breach;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.States;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

final class MatcherTest {
    private static final Map<String, String> SINGLES =
            Map.of(
                    "a", "a",
                    "b", "b",
                    ".", ".",
                    "%d", "[0-9]",
                    "%A", "[^A-Za-z]",
                    "[ab]", "[ab]",
                    "[^a]", "[^a]",
                    "[%d\n]", "[0-9\n]",
                    "[a-c1]", "[a-c1]");
    private static final Map<String, String> REPETITIONS =
            Map.of("", "", "*", "*", "+", "+", "?", "?", "-", "*?");

    /// The same pattern for Lua and for Java.
    record Twin(String lua, String java) {
        static Twin joined(List<Twin> twins) {
            return new Twin(
                    String.join("", twins.stream().map(Twin::lua).toList()),
                    String.join("", twins.stream().map(Twin::java).toList()));
        }
    }

    @Provide
    Arbitrary<Twin> twins() {
        Arbitrary<Twin> items =
                Combinators.combine(
                                Arbitraries.of(SINGLES.entrySet()),
                                Arbitraries.of(REPETITIONS.entrySet()))
                        .as(
                                (single, repetition) ->
                                        new Twin(
                                                single.getKey() + repetition.getKey(),
                                                single.getValue() + repetition.getValue()));
        Arbitrary<Twin> groups =
                items.list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(Twin::joined)
                        .map(twin -> new Twin("(" + twin.lua + ")", "(" + twin.java + ")"));
        return Arbitraries.oneOf(items, groups).list().ofMinSize(1).ofMaxSize(6).map(Twin::joined);
    }

    @Provide
    Arbitrary<String> subjects() {
        return Arbitraries.strings().withChars('a', 'b', 'c', '1', '\n').ofMaxLength(12);
    }

    @Property
    void matchesAsRegularExpressionsWhereTheyMeanTheSame(
            @ForAll("twins") Twin twin, @ForAll("subjects") String subject) {
        java.util.regex.Matcher expected =
                Pattern.compile(twin.java, Pattern.DOTALL).matcher(subject);
        boolean matches = expected.lookingAt();

        Matcher matcher = matcher(roomy(), twin.lua, subject);
        int end = matcher.match(0);

        assertThat(end).isEqualTo(matches ? expected.end() : Matcher.NONE);
        for (int i = 0; matches && i < expected.groupCount(); i++) {
            assertThat(matcher.capture(i, 0, end)).isEqualTo(LuaString.of(expected.group(i + 1)));
        }
    }

    @Test
    void matchesLongSubjectsWithoutDepth() {
        String subject = "a".repeat(1_000_000);

        int greedy = matcher(roomy(), ".*a", subject).match(0);
        int lazy = matcher(roomy(), ".-$", subject).match(0);
        int balanced = matcher(roomy(), "%bab", subject).match(0);

        assertThat(greedy).isEqualTo(1_000_000);
        assertThat(lazy).isEqualTo(1_000_000);
        assertThat(balanced).isEqualTo(Matcher.NONE);
    }

    @Test
    void refusesDeeperRecursionThanLua() {
        Matcher allowed = matcher(roomy(), "a?".repeat(199), "a".repeat(300));
        Matcher tooDeep = matcher(roomy(), "a?".repeat(200), "a".repeat(300));

        int end = allowed.match(0);

        assertThat(end).isEqualTo(199);
        assertThatThrownBy(() -> tooDeep.match(0))
                .isInstanceOf(LuaError.class)
                .hasMessage("pattern too complex");
    }

    @ParameterizedTest
    @CsvSource({
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaab, 24",
        ".-.-.-.-b, 300000",
        ".*.*.*.*b, 3000",
        "a*a*a*a*b, 3000",
        "(a*)*%1%1%1%1b, 30000",
        "[ab]-[ab]-[ab]-c, 3000",
    })
    void stopsBombsByBudget(String pattern, int length) {
        Budget budget = budget(100_000);
        Matcher matcher = matcher(budget, pattern, "a".repeat(length));

        assertThatThrownBy(() -> matchEverywhere(matcher, length))
                .isInstanceOfSatisfying(
                        Breach.class,
                        breach -> assertThat(breach.kind()).isEqualTo(BudgetKind.STEPS));
    }

    @Test
    void chargesSetsOfLongPatternsAsMemory() {
        Budget budget =
                States.with(new BudgetLimits(1_000_000, 100_000, Duration.ofMinutes(1), 200, 64))
                        .budget();
        LuaString pattern = LuaString.of("[a]".repeat(6_000));

        assertThatThrownBy(() -> chancery.lua.pattern.Pattern.of(budget, pattern, 0))
                .isInstanceOfSatisfying(
                        Breach.class,
                        breach -> assertThat(breach.kind()).isEqualTo(BudgetKind.MEMORY));
    }

    @Test
    void chargesPlainSearchByBytesCompared() {
        Budget budget = budget(10_000);
        byte[] subject = "a".repeat(20_000).getBytes(StandardCharsets.ISO_8859_1);
        byte[] text = ("a".repeat(10_000) + "b").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> PlainSearch.find(budget, subject, text, 0))
                .isInstanceOf(Breach.class);
    }

    @Property
    void findsPlainTextsWhereJavaDoes(
            @ForAll("subjects") String subject, @ForAll("subjects") String text) {
        byte[] bytes = subject.getBytes(StandardCharsets.ISO_8859_1);
        byte[] part =
                text.substring(0, Math.min(2, text.length())).getBytes(StandardCharsets.ISO_8859_1);

        int found = PlainSearch.find(roomy(), bytes, part, 0);

        assertThat(found).isEqualTo(subject.indexOf(new String(part, StandardCharsets.ISO_8859_1)));
    }

    private static void matchEverywhere(Matcher matcher, int length) {
        for (int at = 0; at <= length; at++) {
            matcher.match(at);
        }
    }

    private static Matcher matcher(Budget budget, String pattern, String subject) {
        return new Matcher(
                budget,
                chancery.lua.pattern.Pattern.of(budget, LuaString.of(pattern), 0),
                LuaString.of(subject));
    }

    private static Budget roomy() {
        return States.roomy().budget();
    }

    private static Budget budget(long steps) {
        return States.with(new BudgetLimits(steps, 1L << 30, Duration.ofMinutes(1), 200, 64))
                .budget();
    }
}
