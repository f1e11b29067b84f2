package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 | 3",
                "1 + 2.0 | 3.0",
                "9223372036854775807 + 1 | -9223372036854775808",
                "7 // 2 | 3",
                "-7 // 2 | -4",
                "7 // -2 | -4",
                "7.0 // -2 | -4.0",
                "1 // 0.0 | inf",
                "5 % -3 | -1",
                "-5 % 3 | 1",
                "5.5 % -2 | -0.5",
                "-5.5 % 2 | 0.5",
                "-5 % (1/0) | inf",
                "5 % (1/0) | 5.0",
                "1 / 2 | 0.5",
                "2 ^ 10 | 1024.0",
                "-(2) ^ 2 | -4.0",
                "10 // 0.3 | 33.0",
                "(-9223372036854775807 - 1) // -1 | -9223372036854775808",
                "(-9223372036854775807 - 1) % -1 | 0",
                "0/0 | -nan",
                "-(0/0) | nan",
                "1 % 0.0 | -nan",
                "(-8) ^ (1/3) | -nan"
            })
    void calculatesAsTheReferenceDoes(String expression, String expected) {
        assertThat(Scripts.run("return " + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1 << 63 ; -9223372036854775808",
                "1 << 64 ; 0",
                "1 << -1 ; 0",
                "-1 >> 1 ; 9223372036854775807",
                "-1 >> 64 ; 0",
                "-1 >> -9223372036854775807 - 1 ; 0",
                "~0 ; -1",
                "2.0 | 1 ; 3",
                "6 & 3 ; 2",
                "6 ~ 3 ; 5"
            })
    void worksOnBits(String expression, String expected) {
        assertThat(Scripts.run("return " + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'10' + 5 | 15",
                "'0x10' + 0 | 16",
                "'1e1' + 0 | 10.0",
                "'10' * '2' | 20",
                "-'2' | -2",
                "10 .. 20 | 1020",
                "1.5 .. '' | 1.5",
                "'a' .. 1 .. 2.0 | a12.0"
            })
    void convertsTextsAndNumbers(String expression, String expected) {
        assertThat(Scripts.run("return " + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 == 1.0 | true",
                "'1' == 1 | false",
                "0/0 == 0/0 | false",
                "9007199254740993 < 9007199254740992.0 | false",
                "9223372036854775807 < 2^63 | true",
                "9223372036854775807 + 0.0 == 9223372036854775807 | false",
                "-1 <= -1.0 | true",
                "'a' < 'b' | true",
                "'Z' < 'a' | true",
                "'' < 'a' | true",
                "1 ~= 2 | true",
                "3 > 2.5 | true",
                "nil == false | false",
                "not nil | true"
            })
    void compares(String expression, String expected) {
        assertThat(Scripts.run("return " + expression)).isEqualTo(expected);
    }

    @Test
    void andAndOrGiveOneOfTheirOperands() {
        String source = "return nil and 1, false or 'x', 1 and 2, nil or false, 1 or error()";

        assertThat(Scripts.run(source)).isEqualTo("nil x 2 false 1");
    }

    @Test
    void aLongChainRunsWithoutAStack() {
        String source = "local x = 1 return 1" + " + x".repeat(100_000);

        assertThat(Scripts.run(source)).isEqualTo("100001");
    }

    @Test
    void aLongConcatenationRunsWithoutAStack() {
        String source = "local x = 'a' return #(x" + " .. x".repeat(150) + ")";

        assertThat(Scripts.run(source)).isEqualTo("151");
    }

    @Test
    void aVariableThatTheRightSideChangesIsReadLast() {
        String source =
                "local a = 1 local function f() a = 10 return 1 end local b = a + f() return b";

        assertThat(Scripts.run(source)).isEqualTo("11");
    }
}
