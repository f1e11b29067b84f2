package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.lua.lexer.SyntaxLimits;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SyntaxLimitsTest {
    private static final String OVERFLOW = "C stack overflow";

    @Test
    void refusesSourcesBeyondTheirSize() {
        SyntaxLimits limits = new SyntaxLimits(5, 10, 10, 10, 10);

        assertThat(Sources.outcome("f ()", limits)).isEqualTo("ok");
        assertThat(Sources.outcome("f () ", limits)).isEqualTo("ok");
        assertThat(Sources.outcome("f ()  ", limits))
                .isEqualTo("source too long (limit is 5 bytes)");
    }

    @Test
    void refusesParenthesesBeyondTheNesting() {
        assertThat(Sources.outcome(nested("x = ", "(", "1", ")", 197))).isEqualTo("ok");
        assertThat(Sources.outcome(nested("x = ", "(", "1", ")", 198))).isEqualTo("ok");
        assertThat(Sources.outcome(nested("x = ", "(", "1", ")", 199))).isEqualTo(OVERFLOW);
    }

    @Test
    void refusesBlocksBeyondTheNesting() {
        assertThat(Sources.outcome(nested("", "do ", "", "end ", 200))).isEqualTo("ok");
        assertThat(Sources.outcome(nested("", "do ", "", "end ", 201))).isEqualTo(OVERFLOW);
    }

    @Test
    void refusesFunctionsBeyondTheNesting() {
        assertThat(Sources.outcome(nested("", "return function() ", "", "end ", 100)))
                .isEqualTo("ok");
        assertThat(Sources.outcome(nested("", "return function() ", "", "end ", 101)))
                .isEqualTo(OVERFLOW);
    }

    @Test
    void refusesOperatorsToTheRightBeyondTheNesting() {
        assertThat(Sources.outcome("x = 1" + " .. 1".repeat(198))).isEqualTo("ok");
        assertThat(Sources.outcome("x = 1" + " .. 1".repeat(199))).isEqualTo(OVERFLOW);
        assertThat(Sources.outcome("x = 1" + " ^ 1".repeat(198))).isEqualTo("ok");
        assertThat(Sources.outcome("x = 1" + " ^ 1".repeat(199))).isEqualTo(OVERFLOW);
        assertThat(Sources.outcome("x = " + "- ".repeat(198) + "1")).isEqualTo("ok");
        assertThat(Sources.outcome("x = " + "- ".repeat(199) + "1")).isEqualTo(OVERFLOW);
    }

    @Test
    void refusesTargetsBeyondTheNesting() {
        assertThat(Sources.outcome("x" + ", x".repeat(198) + " = 1")).isEqualTo("ok");
        assertThat(Sources.outcome("x" + ", x".repeat(200) + " = 1")).isEqualTo(OVERFLOW);
    }

    @Test
    void refusesLabelsInARowBeyondTheNesting() {
        assertThat(Sources.outcome(labels(200))).isEqualTo("ok");
        assertThat(Sources.outcome(labels(201))).isEqualTo(OVERFLOW);
    }

    @Test
    void acceptsChainsOfAThousandCalls() {
        assertThat(Sources.outcome("x = a" + ".b()".repeat(1000))).isEqualTo("ok");
        assertThat(Sources.outcome("x = a" + ":b(1)".repeat(2000))).isEqualTo("ok");
    }

    @Test
    void refusesTreesBeyondTheirDepth() {
        SyntaxLimits limits = new SyntaxLimits(1000, 100, 1000, 100, 9);
        String refusal = "c:1: expression too deep (limit is 9) near '.'";

        assertThat(Sources.outcome("x = a" + ".b".repeat(8), limits)).isEqualTo("ok");
        assertThat(Sources.outcome("x = a" + ".b".repeat(9), limits)).startsWith("c:1: ");
        assertThat(Sources.outcome("x = a" + ".b".repeat(11), limits)).isEqualTo(refusal);
    }

    @Test
    void countsTheDepthOfAllThatStandsInsideOfEachOther() {
        SyntaxLimits limits = new SyntaxLimits(1000, 100, 1000, 100, 12);

        assertThat(Sources.outcome("x = (a.b.b.b.b.b).b.b.b.b.b", limits)).isEqualTo("ok");
        assertThat(Sources.outcome("x = (a.b.b.b.b.b.b).b.b.b.b.b.b", limits)).contains("too deep");
        assertThat(Sources.outcome("f(a.b.b.b.b.b.b).b.b.b.b.b.x = 1", limits))
                .contains("too deep");
        assertThat(Sources.outcome("x = function() return a.b.b.b.b.b.b end", limits))
                .isEqualTo("ok");
        assertThat(Sources.outcome("x = function() return a.b.b.b.b.b.b.b.b.b.b end", limits))
                .contains("too deep");
        assertThat(Sources.outcome("x = a.b.b.b.b.b.b x = a.b.b.b.b.b.b", limits)).isEqualTo("ok");
    }

    @Test
    void refusesMoreVariablesThanAFunctionHas() {
        String refusal = "c:1: too many local variables (limit is 200) in main function near ";

        assertThat(Sources.outcome("local " + list("a", 200))).isEqualTo("ok");
        assertThat(Sources.outcome("local " + list("a", 201) + " = 1")).isEqualTo(refusal + "'='");
        assertThat(Sources.outcome("local " + list("a", 196) + " for i = 1, 2 do end"))
                .isEqualTo("ok");
        assertThat(Sources.outcome("local " + list("a", 197) + " for i = 1, 2 do end"))
                .isEqualTo(refusal + "'='");
        assertThat(Sources.outcome("local " + list("a", 195) + " for i in f do end"))
                .isEqualTo("ok");
        assertThat(Sources.outcome("local " + list("a", 196) + " for i in f do end"))
                .isEqualTo(refusal + "'in'");
        assertThat(Sources.outcome("do local " + list("a", 200) + " end local " + list("b", 200)))
                .isEqualTo("ok");
        assertThat(Sources.outcome("\nfunction f(" + list("a", 201) + ") end"))
                .isEqualTo(
                        "c:2: too many local variables (limit is 200) in function at line 2 near"
                                + " ')'");
    }

    @Test
    void refusesMoreCapturedVariablesThanAFunctionHas() {
        String around = "local " + list("a", 150) + "\nfunction f() local " + list("b", 150);
        String inner = around + "\nfunction g() return " + list("a", 150) + ", ";

        assertThat(Sources.outcome(inner + list("b", 105) + " end end")).isEqualTo("ok");
        assertThat(Sources.outcome(inner + list("b", 106) + " end end"))
                .isEqualTo(
                        "c:3: too many upvalues (limit is 255) in function at line 3 near 'end'");
    }

    private static String nested(String before, String open, String in, String close, int times) {
        return before + open.repeat(times) + in + close.repeat(times);
    }

    private static String labels(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "::l" + i + "::")
                .collect(Collectors.joining());
    }

    private static String list(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).collect(Collectors.joining(","));
    }
}
