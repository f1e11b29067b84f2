package chancery.lua.number;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

final class NumberTextTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "0.1, 0.1",
        "-1.5, -1.5",
        "1e13, 10000000000000.0",
        "99999999999999.0, 99999999999999.0",
        "27073128086220.227, 27073128086220.0",
        "1e14, 1e+14",
        "1e15, 1e+15",
        "1e100, 1e+100",
        "9007199254740992, 9.007199254741e+15",
        "9223372036854775808, 9.2233720368548e+18",
        "123456789012345, 1.2345678901234e+14",
        "123456789012355, 1.2345678901236e+14",
        "0.333333333333333333, 0.33333333333333",
        "3.14159265358979, 3.1415926535898",
        "0.0001, 0.0001",
        "1e-5, 1e-05",
        "4.9e-324, 4.9406564584125e-324",
        "1.7976931348623157e308, 1.7976931348623e+308",
        "99999999999999.9, 1e+14",
    })
    void writesFloatsWithFourteenDigits(double value, String expected) {
        byte[] text = NumberText.of(value);

        assertThat(text).asString(StandardCharsets.ISO_8859_1).isEqualTo(expected);
    }

    @Test
    void showsSignOfNotANumber() {
        byte[] plain = NumberText.of(Double.longBitsToDouble(0x7ff8_0000_0000_0000L));
        byte[] negative = NumberText.of(Double.longBitsToDouble(0xfff8_0000_0000_0000L));

        assertThat(plain).asString(StandardCharsets.ISO_8859_1).isEqualTo("nan");
        assertThat(negative).asString(StandardCharsets.ISO_8859_1).isEqualTo("-nan");
    }

    @Test
    void writesInfinities() {
        byte[] positive = NumberText.of(Double.POSITIVE_INFINITY);
        byte[] negative = NumberText.of(Double.NEGATIVE_INFINITY);

        assertThat(positive).asString(StandardCharsets.ISO_8859_1).isEqualTo("inf");
        assertThat(negative).asString(StandardCharsets.ISO_8859_1).isEqualTo("-inf");
    }

    @Test
    void writesSmallestInteger() {
        byte[] text = NumberText.of(Long.MIN_VALUE);

        assertThat(text).asString(StandardCharsets.ISO_8859_1).isEqualTo("-9223372036854775808");
    }

    @Property
    void agreesWithExactRounding(@ForAll double value) {
        BigDecimal expected =
                new BigDecimal(value).round(new MathContext(14, RoundingMode.HALF_EVEN));

        byte[] text = NumberText.of(value);

        assertThat(new BigDecimal(new String(text, StandardCharsets.ISO_8859_1)))
                .isEqualByComparingTo(expected);
    }

    /// Halves of powers of ten are where rounding the shortest decimal could go wrong.
    @Property
    void agreesWithExactRoundingNearTies(@ForAll long digits, @ForAll byte scale) {
        double value = BigDecimal.valueOf(digits / 10 * 10 + 5, scale % 30).doubleValue();
        BigDecimal expected =
                new BigDecimal(value).round(new MathContext(14, RoundingMode.HALF_EVEN));

        byte[] text = NumberText.of(value);

        assertThat(new BigDecimal(new String(text, StandardCharsets.ISO_8859_1)))
                .isEqualByComparingTo(expected);
    }
}
