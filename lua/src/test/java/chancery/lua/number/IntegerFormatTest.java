package chancery.lua.number;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

final class IntegerFormatTest {
    @ParameterizedTest
    @CsvSource({
        "'%d', -9223372036854775808, -9223372036854775808",
        "'%5d', 1, '    1'",
        "'%-5d', 2, '2    '",
        "'%-05d', 7, '7    '",
        "'%05i', -7, -0007",
        "'%5.3d', 7, '  007'",
        "'%05.3d', 7, '  007'",
        "'%.0d', 0, ''",
        "'%5.0d', 0, '     '",
        "'%+d', 7, +7",
        "'% d', 7, ' 7'",
        "'%+ d', 7, +7",
        "'%u', -1, 18446744073709551615",
        "'%x', -1, ffffffffffffffff",
        "'%X', 3735928559, DEADBEEF",
        "'%.5x', 255, 000ff",
        "'%#x', 255, 0xff",
        "'%#x', 0, 0",
        "'%#.5X', 255, 0X000FF",
        "'%#08x', 255, 0x0000ff",
        "'%#o', 8, 010",
        "'%#o', 0, 0",
        "'%#.0o', 0, 0",
        "'%#.3o', 8, 010",
    })
    void writesAsC(String item, long value, String expected) {
        byte[] text = IntegerFormat.of(Items.of(item), value);

        assertThat(text).asString(StandardCharsets.ISO_8859_1).isEqualTo(expected);
    }

    @Property
    void readsBack(@ForAll long value) {
        byte[] decimal = IntegerFormat.of(new FormatItem(0, 0, -1, 'd'), value);
        byte[] hex = IntegerFormat.of(new FormatItem(0, 0, -1, 'x'), value);

        assertThat(Long.parseLong(new String(decimal, StandardCharsets.ISO_8859_1)))
                .isEqualTo(value);
        assertThat(Long.parseUnsignedLong(new String(hex, StandardCharsets.ISO_8859_1), 16))
                .isEqualTo(value);
    }
}
