package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected outcomes are those of Lua 5.4.
final class FormattingTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%d %i %u', 1, -2, 3) => '1 -2 3'
                    format('%5d|%-5d|%05d', 1, 2, 3) => '    1|2    |00003'
                    format('%d', '10') => '10'
                    format('%d', 3.0) => '3'
                    format('%x %X %#x %o', 255, 255, 255, 8) => 'ff FF 0xff 10'
                    format('%x', -1) => 'ffffffffffffffff'
                    format('%c%c%c', 76, 117, 97) => 'Lua'
                    format('%5c|%-5c|', 65, 66) => '    A|B    |'
                    format('%c', 321) => 'A'
                    format('%5.3d|%.0d|', 7, 0) => '  007||'
                    """)
    void formatsIntegers(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%f %e %g', 1.5, 1.5, 1.5) => '1.500000 1.500000e+00 1.5'
                    format('%.3f', 2.0005) => '2.001'
                    format('%.0f %.0f %.0f', 0.5, 1.5, 2.5) => '0 2 2'
                    format('%5.1f|%-8.2f|%+.1f', 3.14159, 2.5, 1) => '  3.1|2.50    |+1.0'
                    format('%a %A', 1.0, 0.5) => '0x1p+0 0X1P-1'
                    format('%g %g', 1e20, '16') => '1e+20 16'
                    format('%.14g', 0.1) => '0.1'
                    format('%.17g', 0.1) => '0.10000000000000001'
                    format('%.99f', 0.1) => '0.1000000000000000055511151231257827021181583404541\
                    01562500000000000000000000000000000000000000000000'
                    format('%10.4s|', 1.5) => '       1.5|'
                    """)
    void formatsFloats(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%s %s %s', 'a', 1, 1.5) => 'a 1 1.5'
                    format('%s %s', nil, true) => 'nil true'
                    format('%5s|%-5s|%.2s|%5.1s|', 'ab', 'cd', 'efg', 'hij') => '   ab|cd   |ef\
                    |    h|'
                    format('%5.s|', 'abc') => '     |'
                    format('%s', 'a\\0b') => 'a\\x00b'
                    format('%.1s', nil) => 'n'
                    len(format('%10s', rep('x', 120))) => 120
                    len(format('%99s', rep('x', 98))) => 99
                    len(format('%.5s', rep('x', 120))) => 5
                    format('%%') => '%'
                    format('') => ''
                    format('100%%%d', 1) => '100%1'
                    format(5) => '5'
                    """)
    void formatsTexts(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%p', nil) => '(null)'
                    format('%p', 1) => '(null)'
                    format('%10p|', true) => '    (null)|'
                    format('%-10p|', 1.5) => '(null)    |'
                    """)
    void formatsPointers(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%q', 1) => '1'
                    format('%q', -9223372036854775807) => '-9223372036854775807'
                    format('%q', 1.0) => '0x1p+0'
                    format('%q', 0.1) => '0x1.999999999999ap-4'
                    format('%q', 1e999) => '1e9999'
                    format('%q', -1e999) => '-1e9999'
                    format('%q', nil) => 'nil'
                    format('%q', true) => 'true'
                    format('%q', 'a\\0b\\0001\\r\\n\\t"\\\\\\127\\200') => '"a\\0b\\0001\\13\
                    \\\\x0a\\9\\"\\\\\\127\\xc8"'
                    format('%q', {}) => ! bad argument #2 to 'format' (value has no literal form\
                    )
                    """)
    void formatsLiterals(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%y', 1) => ! invalid conversion '%y' to 'format'
                    format('%', 1) => ! invalid conversion '%' to 'format'
                    format('%0', 1) => ! invalid conversion '%0' to 'format'
                    format('%10', 1) => ! invalid conversion '%10' to 'format'
                    format('%F', 1) => ! invalid conversion '%F' to 'format'
                    format('%l', 1) => ! invalid conversion '%l' to 'format'
                    format('%\\195\\169', 1) => ! invalid conversion '%\\xc3' to 'format'
                    format('%\\0d', 1) => ! invalid conversion '%' to 'format'
                    format('%5%', 1) => ! invalid conversion '%5%' to 'format'
                    format('%10.', 1) => ! invalid conversion '%10.' to 'format'
                    format('%*d', 1, 2) => ! invalid conversion '%*' to 'format'
                    format('%123d', 1) => ! invalid conversion specification: '%123d'
                    format('%.123d', 1) => ! invalid conversion specification: '%.123d'
                    format('%99.99f', 1) => '1.0000000000000000000000000000000000000000000000000\
                    00000000000000000000000000000000000000000000000000'
                    format('%100f', 1) => ! invalid conversion specification: '%100f'
                    format('%.100f', 1) => ! invalid conversion specification: '%.100f'
                    format('%#d', 1) => ! invalid conversion specification: '%#d'
                    format('%+x', 1) => ! invalid conversion specification: '%+x'
                    format('%+c', 65) => ! invalid conversion specification: '%+c'
                    format('%0c', 65) => ! invalid conversion specification: '%0c'
                    format('%05s', 'x') => ! invalid conversion specification: '%05s'
                    format('%.3p', 1) => ! invalid conversion specification: '%.3p'
                    format('%05p', 1) => ! invalid conversion specification: '%05p'
                    format('% 5s', 'x') => ! invalid conversion specification: '% 5s'
                    format('%..3d', 1) => ! invalid conversion specification: '%..3d'
                    format('%.3.3d', 1) => ! invalid conversion specification: '%.3.3d'
                    format('%5q', 'x') => ! specifier '%q' cannot have modifiers
                    format('%--------------------d', 1) => '1'
                    format('%---------------------d', 1) => ! invalid format (too long)
                    """)
    void refusesFormats(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    format('%d', 1.5) => ! bad argument #2 to 'format' (number has no integer re\
                    presentation)
                    format('%d', 'x') => ! bad argument #2 to 'format' (number expected, got str\
                    ing)
                    format('%d', {}) => ! bad argument #2 to 'format' (number expected, got tabl\
                    e)
                    format('%d', 1e100) => ! bad argument #2 to 'format' (number has no intege\
                    r representation)
                    format('%d') => ! bad argument #2 to 'format' (no value)
                    format('%s %s', 1) => ! bad argument #3 to 'format' (no value)
                    format('%c', 'a') => ! bad argument #2 to 'format' (number expected, got str\
                    ing)
                    format('%#d', 'x') => ! bad argument #2 to 'format' (number expected, got st\
                    ring)
                    format('%0c', 'x') => ! invalid conversion specification: '%0c'
                    format('%y') => ! bad argument #2 to 'format' (no value)
                    format('%1111d', 'x') => ! bad argument #2 to 'format' (number expected, go\
                    t string)
                    format('%5s', 'a\\0b') => ! bad argument #2 to 'format' (string contains zer\
                    os)
                    format('%.3s', 'a\\0b') => ! bad argument #2 to 'format' (string contains ze\
                    ros)
                    format() => ! bad argument #1 to 'format' (string expected, got no value)
                    format({}) => ! bad argument #1 to 'format' (string expected, got table)
                    """)
    void refusesArguments(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }
}
