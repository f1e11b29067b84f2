package chancery.lua.number;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+7, 7",
        "007, 7",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "0x10, 16",
        "0XfF, 255",
        "-0x1, -1",
        "0xffffffffffffffff, -1",
        "0x1ffffffffffffffff, -1",
        "0x7fffffffffffffff, 9223372036854775807",
    })
    void readsIntegers(String text, long value) {
        Number number = parse(text);

        assertThat(number).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 0x1p63",
        "-9223372036854775809, -0x1p63",
        "3., 3",
        ".5, 0.5",
        "-0.0, -0.0",
        "1e1, 10",
        "1E+2, 100",
        "25e-2, 0.25",
        "0.1, 0.1",
        "1e22, 1e22",
        "1e23, 1e23",
        "123456789012345678.0, 123456789012345678.0",
        "9007199254740993.0, 9007199254740992.0",
        "1.7976931348623159e308, Infinity",
        "1e999999999999, Infinity",
        "1e-999999999999, 0.0",
        "0e999999999999, 0.0",
        "4.9e-324, 4.9e-324",
        "2.4703282292062327e-324, 0.0",
        "2.4703282292062328e-324, 4.9e-324",
    })
    void readsDecimalFloats(String text, double value) {
        Number number = parse(text);

        assertThat(number).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0x.8, 0x1p-1",
        "0x8., 0x8p0",
        "0xA.8p1, 0x15p0",
        "-0x1p4, -0x1p4",
        "0x1P-1, 0x1p-1",
        "0x1p-1074, 0x1p-1074",
        "0x1p-1075, 0x0p0",
        "0x1.8p-1075, 0x1p-1074",
        "0x1.00000000000008, 0x1p0",
        "0x1.000000000000080000000000001, 0x1.0000000000001p0",
        "0x1.00000000000018, 0x1.0000000000002p0",
        "0x1.fffffffffffff7fp1023, 0x1.fffffffffffffp1023",
        "0x1.fffffffffffff8p1023, Infinity",
        "0x1p99999999999999999999, Infinity",
        "0x1p-99999999999999999999, 0x0p0",
        "0x0p99999999999999999999, 0x0p0",
        "0x123456789abcdef01234567.0, 0x1.23456789abcdfp88",
    })
    void readsHexadecimalFloats(String text, double value) {
        Number number = parse(text);

        assertThat(number).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1e5.",
                "1..2",
                "1.2.3",
                "0x",
                "0x.",
                "0x.p1",
                "0x1p",
                "0x1p+",
                "0xg",
                "- 1",
                "--1",
                "+-1",
                "1 2",
                "0x 1",
                "1_0",
                "1f",
                "1d",
                "inf",
                "-inf",
                "nan",
                "infinity",
                "1\0",
                "\0001",
                "\u00a01",
                "0b1",
                "0x1e+1"
            })
    void refusesWhatIsNoNumeral(String text) {
        Number number = parse(text);

        assertThat(number).isNull();
    }

    @Test
    void skipsTheSpaceOfTheCLocale() {
        Number number = parse(" \t\n\u000b\f\r12 \t\n\u000b\f\r");

        assertThat(number).isEqualTo(12L);
    }

    @Test
    void readsOnlyThePartThatIsAskedFor() {
        byte[] text = "x = 12.5e;".getBytes(StandardCharsets.ISO_8859_1);

        Number number = Numerals.parse(text, 4, 8);

        assertThat(number).isEqualTo(12.5);
    }

    @Test
    void readsNumeralsOfAnyLength() {
        String zeros = "0".repeat(300);

        assertThat(parse("1" + zeros)).isEqualTo(1e300);
        assertThat(parse(zeros + "1")).isEqualTo(1L);
        assertThat(parse("0x" + zeros + "1." + zeros + "8p0")).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "101, 2, 5",
        "-ff, 16, -255",
        "Zz, 36, 1295",
        "' 7 ', 8, 7",
        "ffffffffffffffff, 16, -1",
        "9223372036854775808, 10, -9223372036854775808",
    })
    void readsIntegersOfABase(String text, int base, long value) {
        Long number = Numerals.parse(text.getBytes(StandardCharsets.ISO_8859_1), base);

        assertThat(number).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "'', 10", "-, 10", "1.0, 10", "g, 16", "1 1, 10", "0x1, 16", "- 1, 10"})
    void refusesOtherDigitsThanThoseOfTheBase(String text, int base) {
        Long number = Numerals.parse(text.getBytes(StandardCharsets.ISO_8859_1), base);

        assertThat(number).isNull();
    }

    @Property
    void readsBackEveryInteger(@ForAll long value) {
        assertThat(parse(Long.toString(value))).isEqualTo(value);
        assertThat(parse("0x" + Long.toHexString(value))).isEqualTo(value);
    }

    @Property
    void readsBackEveryFloat(@ForAll double value) {
        assertThat(parse(Double.toString(value).replace("Infinity", "1e999"))).isEqualTo(value);
        assertThat(parse(Double.toHexString(value).replace("Infinity", "0x1p9999")))
                .isEqualTo(value);
    }

    @Property
    void readsDecimalsAsTheJdkDoes(
            @ForAll long digits, @ForAll @IntRange(min = -330, max = 310) int exponent) {
        String text = digits + "e" + exponent;

        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    private static @Nullable Number parse(String text) {
        return Numerals.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
