package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected outcomes are those of Lua 5.4.
final class StringLibraryTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    byte('abc') => 97
                    byte('abc', 0) => nothing
                    byte('abc', -1) => 99
                    byte('abc', 10) => nothing
                    byte('abc', 2, 1) => nothing
                    byte('abc', -10) => nothing
                    byte('abc', -10, 10) => 97 98 99
                    byte('a\\255\\0', 1, -1) => 97 255 0
                    byte('abc', '2') => 98
                    byte('abc', 1.5) => ! bad argument #2 to 'byte' (number has no integer repre\
                    sentation)
                    byte('abc', 2.0) => 98
                    len(rep('x', 100000)) => 100000
                    byte(rep('x', 1000001), 1, -1) => ! stack overflow (string slice too long)
                    """)
    void answersBytes(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    char() => ''
                    char(65, 66) => 'AB'
                    char(0, 255) => '\\x00\\xff'
                    char('65') => 'A'
                    char(256) => ! bad argument #1 to 'char' (value out of range)
                    char(65, -1) => ! bad argument #2 to 'char' (value out of range)
                    char('a') => ! bad argument #1 to 'char' (number expected, got string)
                    char(1.5) => ! bad argument #1 to 'char' (number has no integer representati\
                    on)
                    """)
    void makesTextOfBytes(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    sub('hello', 2, -2) => 'ell'
                    sub('hello', -100, 100) => 'hello'
                    sub('hello', 4, 2) => ''
                    sub('hello', 0) => 'hello'
                    sub('hello', -3) => 'llo'
                    sub('hello', -3, -2) => 'll'
                    sub('hello', 6) => ''
                    sub('hello', 2, nil) => 'ello'
                    sub('hello', -9223372036854775807, 9223372036854775807) => 'hello'
                    sub('hello', '2', '3') => 'el'
                    sub(12345, 2, 3) => '23'
                    sub('hello') => ! bad argument #2 to 'sub' (number expected, got no value)
                    sub('hello', nil) => ! bad argument #2 to 'sub' (number expected, got nil)
                    sub('hello', 'y') => ! bad argument #2 to 'sub' (number expected, got string\
                    )
                    sub(nil, 1) => ! bad argument #1 to 'sub' (string expected, got nil)
                    sub({}, 1) => ! bad argument #1 to 'sub' (string expected, got table)
                    """)
    void cutsParts(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    upper('aZ{`\\228') => 'AZ{`\\xe4'
                    lower('Az[@\\196') => 'az[@\\xc4'
                    upper(12) => '12'
                    upper('') => ''
                    upper() => ! bad argument #1 to 'upper' (string expected, got no value)
                    upper(nil) => ! bad argument #1 to 'upper' (string expected, got nil)
                    """)
    void changesCase(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    reverse('abc') => 'cba'
                    reverse('') => ''
                    reverse(12) => '21'
                    """)
    void reverses(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    rep('ab', 3) => 'ababab'
                    rep('ab', 1) => 'ab'
                    rep('x', 3, ',') => 'x,x,x'
                    rep('', 5, ',') => ',,,,'
                    rep('x', 0, 'y') => ''
                    rep('x', -1) => ''
                    rep('x', 2, '') => 'xx'
                    rep('abc', 7, '--') => 'abc--abc--abc--abc--abc--abc--abc'
                    rep(12, 2) => '1212'
                    rep('x', 2147483648) => ! resulting string too large
                    rep('xx', 1000000000, 'y') => ! resulting string too large
                    rep('x', 9223372036854775807, 'y') => ! resulting string too large
                    rep() => ! bad argument #1 to 'rep' (string expected, got no value)
                    rep('x') => ! bad argument #2 to 'rep' (number expected, got no value)
                    rep('x', 1.5) => ! bad argument #2 to 'rep' (number has no integer represent\
                    ation)
                    rep({}, 1) => ! bad argument #1 to 'rep' (string expected, got table)
                    """)
    void repeats(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    len('') => 0
                    len('a\\0b') => 3
                    len(12) => 2
                    len() => ! bad argument #1 to 'len' (string expected, got no value)
                    """)
    void answersLength(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    dump(1) => ! bad argument #1 to 'dump' (function expected, got number)
                    dump() => ! bad argument #1 to 'dump' (function expected, got no value)
                    """)
    void refusesToDump(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }
}
