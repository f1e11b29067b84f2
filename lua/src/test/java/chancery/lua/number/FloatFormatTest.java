package chancery.lua.number;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

final class FloatFormatTest {
    @ParameterizedTest
    @CsvSource({
        "%g, 1e20, 1e+20",
        "%g, 100000, 100000",
        "%g, 1000000, 1e+06",
        "%g, 0.00001, 1e-05",
        "%g, 0.0001, 0.0001",
        "%g, -0.0, -0",
        "%.0g, 0, 0",
        "%.17g, 0.1, 0.10000000000000001",
        "%.3g, 0.00012345, 0.000123",
        "%.10g, 123456789012, 1.23456789e+11",
        "%G, 1e-10, 1E-10",
        "%E, 1e-10, 1.000000E-10",
        "%.0e, 15, 2e+01",
        "%e, 0, 0.000000e+00",
        "%.20e, 4.9e-324, 4.94065645841246544177e-324",
        "%.0f, 0.5, 0",
        "%.0f, 1.5, 2",
        "%.0f, 2.5, 2",
        "%.0f, 0.4, 0",
        "%.0f, 0.6, 1",
        "%.1f, 0.04, 0.0",
        "%.1f, 9.96, 10.0",
        "%.3f, 2.0005, 2.001",
        "%.2f, 0.001, 0.00",
        "%.30f, 0.1, 0.100000000000000005551115123126",
        "%a, 1.5, 0x1.8p+0",
        "%.0a, 1.5, 0x2p+0",
        "%.0a, 2.5, 0x1p+1",
        "%.0a, 0.5, 0x1p-1",
        "%.1a, 1.998046875, 0x2.0p+0",
        "%a, 4.9e-324, 0x0.0000000000001p-1022",
        "%.3a, 4.9e-324, 0x0.000p-1022",
        "%a, 0, 0x0p+0",
        "%.1a, 0, 0x0.0p+0",
        "%.20a, 1.1, 0x1.199999999999a0000000p+0",
        "%A, 87904, 0X1.576P+16",
    })
    void writesAsC(String item, double value, String expected) {
        byte[] text = FloatFormat.of(Items.of(item), value);

        assertThat(text).asString(StandardCharsets.ISO_8859_1).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'%20.3a', 1, '          0x1.000p+0'",
        "'%-20a', 1, '0x1p+0              '",
        "'%020a', -1, -0x00000000000001p+0",
        "'%#.0a', 1, 0x1.p+0",
        "'%+a', 1, +0x1p+0",
        "'% a', 1, ' 0x1p+0'",
        "'%010a', -Infinity, '      -inf'",
        "'%#g', 1, 1.00000",
        "'%#.3g', 100, 100.",
        "'%#.0f', 1, 1.",
        "'%#.0e', 1, 1.e+00",
        "'%010.2f', -1.5, -000001.50",
        "'%+.2f', 1, +1.00",
        "'%+ .2f', 1, +1.00",
        "'% .2f', 1, ' 1.00'",
        "'%010f', Infinity, '       inf'",
        "'%-10f', -Infinity, '-inf      '",
        "'%-010.1f', 1, '1.0       '",
        "'%G', -Infinity, -INF",
        "'%5.1E', NaN, '  NAN'",
    })
    void obeysFlagsAndWidth(String item, double value, String expected) {
        byte[] text = FloatFormat.of(Items.of(item), value);

        assertThat(text).asString(StandardCharsets.ISO_8859_1).isEqualTo(expected);
    }

    @Property
    void roundsPlacesAsTheExactValueAsks(
            @ForAll double value, @ForAll @IntRange(max = 99) int precision) {
        BigDecimal expected = new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN);

        byte[] text = FloatFormat.of(new FormatItem(0, 0, precision, 'f'), value);

        assertThat(new BigDecimal(new String(text, StandardCharsets.ISO_8859_1)))
                .isEqualTo(expected);
    }

    @Property
    void readsBackFromBase16(@ForAll double value) {
        byte[] text = FloatFormat.of(new FormatItem(0, 0, -1, 'a'), value);

        assertThat(Double.parseDouble(new String(text, StandardCharsets.ISO_8859_1)))
                .isEqualTo(value);
    }

    @Property
    void readsBackFromSeventeenDigits(@ForAll double value) {
        byte[] text = FloatFormat.of(new FormatItem(0, 0, 17, 'g'), value);

        assertThat(Double.parseDouble(new String(text, StandardCharsets.ISO_8859_1)))
                .isEqualTo(value);
    }
}
