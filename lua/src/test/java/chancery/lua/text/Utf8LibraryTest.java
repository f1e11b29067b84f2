package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected outcomes are those of Lua 5.4.
final class Utf8LibraryTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    utf8.char() => ''
                    utf8.char(72, 228, 8364, 128512) => 'H\\xc3\\xa4\\xe2\\x82\\xac\\xf0\\x9f\\x\
                    98\\x80'
                    utf8.char(127, 128, 2047, 2048, 65535, 65536) => '\\x7f\\xc2\\x80\\xdf\\xbf\
                    \\xe0\\xa0\\x80\\xef\\xbf\\xbf\\xf0\\x90\\x80\\x80'
                    utf8.char(2097151, 2097152, 67108863, 67108864, 2147483647) => '\\xf7\\xbf\
                    \\xbf\\xbf\\xf8\\x88\\x80\\x80\\x80\\xfb\\xbf\\xbf\\xbf\\xbf\\xfc\\x84\\x80\
                    \\x80\\x80\\x80\\xfd\\xbf\\xbf\\xbf\\xbf\\xbf'
                    utf8.char(55296) => '\\xed\\xa0\\x80'
                    utf8.char('65', 66.0) => 'AB'
                    utf8.char(-1) => ! bad argument #1 to 'char' (value out of range)
                    utf8.char(2147483648) => ! bad argument #1 to 'char' (value out of range)
                    utf8.char('x') => ! bad argument #1 to 'char' (number expected, got string)
                    """)
    void writesCharacters(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    utf8.codepoint('h\\195\\164\\195\\159', 1, -1) => 104 228 223
                    utf8.codepoint('abc') => 97
                    utf8.codepoint('abc', 2, 1) => nothing
                    utf8.codepoint('abc', -1) => 99
                    utf8.codepoint('\\240\\159\\152\\128') => 128512
                    utf8.codepoint('\\237\\160\\128', 1, 1, true) => 55296
                    utf8.codepoint('\\253\\191\\191\\191\\191\\191', 1, 1, true) => 2147483647
                    utf8.codepoint('\\244\\143\\191\\191') => 1114111
                    utf8.codepoint('h\\255', 1, -1) => ! invalid UTF-8 code
                    utf8.codepoint('\\237\\160\\128') => ! invalid UTF-8 code
                    utf8.codepoint('\\253\\191\\191\\191\\191\\191') => ! invalid UTF-8 code
                    utf8.codepoint('\\254\\191\\191\\191\\191\\191\\191', 1, 1, true) => ! inval\
                    id UTF-8 code
                    utf8.codepoint('\\244\\144\\128\\128') => ! invalid UTF-8 code
                    utf8.codepoint('\\192\\128') => ! invalid UTF-8 code
                    utf8.codepoint('\\128') => ! invalid UTF-8 code
                    utf8.codepoint('\\226\\130') => ! invalid UTF-8 code
                    utf8.codepoint('\\240\\130\\130\\172') => ! invalid UTF-8 code
                    utf8.codepoint('abc', 4) => ! bad argument #3 to 'codepoint' (out of bounds)
                    utf8.codepoint('abc', 0) => ! bad argument #2 to 'codepoint' (out of bounds)
                    utf8.codepoint('abc', 1, 4) => ! bad argument #3 to 'codepoint' (out of boun\
                    ds)
                    utf8.codepoint('abc', -4) => ! bad argument #2 to 'codepoint' (out of bounds\
                    )
                    utf8.codepoint('') => ! bad argument #3 to 'codepoint' (out of bounds)
                    utf8.codepoint('ab', 1, 9223372036854775807) => ! bad argument #3 to 'codepo\
                    int' (out of bounds)
                    utf8.codepoint(rep('x', 1000001), 1, -1) => ! stack overflow (string slice t\
                    oo long)
                    """)
    void readsCodes(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    utf8.len('h\\195\\164\\195\\159') => 3
                    utf8.len('') => 0
                    utf8.len('h\\255') => nil 2
                    utf8.len('a\\195') => nil 2
                    utf8.len('abc', 4) => 0
                    utf8.len('abc', 5) => ! bad argument #2 to 'len' (initial position out of bo\
                    unds)
                    utf8.len('abc', -1) => 1
                    utf8.len('abc', -4) => ! bad argument #2 to 'len' (initial position out of b\
                    ounds)
                    utf8.len('abc', 1, 3) => 3
                    utf8.len('abc', 1, 4) => ! bad argument #3 to 'len' (final position out of b\
                    ounds)
                    utf8.len('abc', 1, -5) => 0
                    utf8.len('abc', 3, 2) => 0
                    utf8.len('\\195\\164b', 2) => nil 2
                    utf8.len('\\237\\160\\128') => nil 1
                    utf8.len('\\237\\160\\128', 1, -1, true) => 1
                    utf8.len('\\244\\144\\128\\128') => nil 1
                    utf8.len('\\254') => nil 1
                    """)
    void countsCharacters(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    utf8.offset('h\\195\\164\\195\\159', 3) => 4
                    utf8.offset('h\\195\\164\\195\\159', -1) => 4
                    utf8.offset('h\\195\\164\\195\\159', -2) => 2
                    utf8.offset('h\\195\\164\\195\\159', -5) => nil
                    utf8.offset('h\\195\\164\\195\\159', 0, 3) => 2
                    utf8.offset('h\\195\\164\\195\\159', 1, 3) => ! initial position is a contin\
                    uation byte
                    utf8.offset('h\\195\\164\\195\\159', 4) => 6
                    utf8.offset('h\\195\\164\\195\\159', 5) => nil
                    utf8.offset('h\\195\\164\\195\\159', 6) => nil
                    utf8.offset('abc', 0) => 1
                    utf8.offset('abc', 1, 4) => 4
                    utf8.offset('abc', 1, 5) => ! bad argument #3 to 'offset' (position out of b\
                    ounds)
                    utf8.offset('abc', 2, 4) => nil
                    utf8.offset('abc', -1, 2) => 1
                    utf8.offset('abc', 1, -3) => 1
                    utf8.offset('abc', 0, 4) => 4
                    utf8.offset('abc', 0, -10) => ! bad argument #3 to 'offset' (position out o\
                    f bounds)
                    utf8.offset('\\128\\128', 0, 2) => 1
                    utf8.offset('\\128', 1) => ! initial position is a continuation byte
                    utf8.offset('', 0) => 1
                    utf8.offset('', 1) => 1
                    utf8.offset('', -1) => nil
                    utf8.offset('abc') => ! bad argument #2 to 'offset' (number expected, got n\
                    o value)
                    """)
    void findsOffsets(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }
}
