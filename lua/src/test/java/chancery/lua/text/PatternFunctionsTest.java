package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected outcomes are those of Lua 5.4.
final class PatternFunctionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    find('abc', 'b') => 2 2
                    find('abc', 'b', -1) => nil
                    find('abc', '', 10) => nil
                    find('abc', '', 4) => 4 3
                    find('abc', '', 5) => nil
                    find('abc', '') => 1 0
                    find('', '') => 1 0
                    find('a.c', '.', 2, true) => 2 2
                    find('a+b', '+', 1, 'yes') => 2 2
                    find('a+b', 'a+', 1, false) => 1 1
                    find('abcabd', 'abd') => 4 6
                    find('aaab', 'aab') => 2 4
                    find('abc', 'abcd') => nil
                    find('123', 2) => 2 2
                    find('abc', 'b', 2.5) => ! bad argument #3 to 'find' (number has no intege\
                    r representation)
                    find('abc', 'b', '2') => 2 2
                    find('abc', 'b', -9223372036854775807) => 2 2
                    find('abc', 'b', 9223372036854775807) => nil
                    find('abc', nil) => ! bad argument #2 to 'find' (string expected, got nil)
                    find('abc', 'a', {}) => ! bad argument #3 to 'find' (number expected, got ta\
                    ble)
                    find('abc', 'a', 'x') => ! bad argument #3 to 'find' (number expected, got s\
                    tring)
                    find('a)', 'a)') => 1 2
                    """)
    void findsPlainText(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    find('abc', '(b)') => 2 2 'b'
                    find('abc', '(()b)') => 2 2 'b' 2
                    find('aab', 'a-b') => 1 3
                    find('abc', 'a+?') => nil
                    find('abc', '*') => nil
                    find('*a', '*a') => 1 2
                    find('a', '^*') => nil
                    find('*', '^*') => 1 1
                    find('a-', '-') => 2 2
                    find('a**', 'a**') => 1 2
                    find('a', 'a*-') => nil
                    find('abc', '^b') => nil
                    find('abc', '^b', 2) => 2 2
                    find('a\\nb', 'a.b') => 1 3
                    find('a\\0b', '%z') => 2 2
                    find('a$', 'a$$') => 1 2
                    find('a$b', '$b') => 2 3
                    find('abc', 'c$') => 3 3
                    find('a^', 'a^') => 1 2
                    find('', '$') => 1 0
                    find('THE (quick) fox', '%f[%a]%a+%f[%A]') => 1 3
                    find('abc', '%f[a-c]b') => nil
                    find('abc', '%f[%z]') => 4 3
                    find('aXX', '%aX+$') => 1 3
                    find('xaaa', 'a?a?a?a') => 2 4
                    """)
    void findsPatterns(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    find('a\\0b', '[%z]') => 2 2
                    find('a-b', '[a-]', 2) => 2 2
                    find('a]b', '[]]') => 2 2
                    find('a]b', '[^]]') => 1 1
                    find('a^b', '[b^]') => 2 2
                    find('abc', '[z-a]') => nil
                    find('abc', '[a-%%]') => nil
                    find('%', '[%%]') => 1 1
                    find('a-c', '[a%-c]+') => 1 3
                    find('a', '[%a-z]') => 1 1
                    find('-', '[%a-z]') => 1 1
                    find('x', '[[:alpha:]]') => nil
                    find('[', '[[]') => 1 1
                    find('\\228\\246', '[\\128-\\255]+') => 1 2
                    find('aBc1_', '[%u%d]+', 3) => 4 4
                    find('aBc1_', '[^%w]') => 5 5
                    find('aBc1_', '[%W]') => 5 5
                    find('a.b', '[.]') => 2 2
                    find('a1', '[%1]') => 2 2
                    find('x', '[a-c-x]') => 1 1
                    find('-', '[+--]') => 1 1
                    find('0', '[^%D]') => 1 1
                    """)
    void matchesSets(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    match('aXb', '%u') => 'X'
                    match('aXb', '%U+') => 'a'
                    match('a \\t\\n\\11\\12\\rb', '%s+') => ' \\x09\\x0a\\x0b\\x0c\\x0d'
                    match('\\0\\31\\127 ', '%c+') => '\\x00\\x1f\\x7f'
                    match(' !~\\127', '%g+') => '!~'
                    match('a!"#b', '%p+') => '!"#'
                    match('g09aFz', '%x+') => '09aF'
                    match('_a1_', '%w+') => 'a1'
                    match('ab12', '%l+') => 'ab'
                    match('ab12', '%d') => '1'
                    match('\\0a', '%Z') => 'a'
                    match('a', '%q') => nil
                    match('q', '%q') => 'q'
                    match('\\233', '%a') => nil
                    match('\\233', '%A') => '\\xe9'
                    """)
    void matchesClasses(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    match('key = value', '(%w+)%s*=%s*(%w+)') => 'key' 'value'
                    match('abc', '()b()') => 2 3
                    match('2024-01-02', '%d+', -2) => '02'
                    match('  x ', '^%s*(.-)%s*$') => 'x'
                    match('abc', '.-') => ''
                    match('f(a(b)c)d', '%b()') => '(a(b)c)'
                    match('((', '%b()') => nil
                    match('xx', '%bxx') => 'xx'
                    match('x', 'x*y?') => 'x'
                    match('aa', '(a)%1%1') => nil
                    match('aaa', '(a)%1%1') => 'a'
                    match('abcabc', '((a)(b)c)%1') => 'abc' 'a' 'b'
                    match('a', '()%1') => nil
                    match('"hi"', '(["])(.-)%1') => '"' 'hi'
                    match('abc', 'b', -9223372036854775807) => 'b'
                    match('abc', 'b', 9223372036854775807) => nil
                    match('', '()') => 1
                    match('abc', '(x?)') => ''
                    match('aaab', '(a*)(a)(b)') => 'aa' 'a' 'b'
                    match('aaab', '(a-)(a)(b)') => 'aa' 'a' 'b'
                    match('aaab', '(a+)(a)(b)') => 'aa' 'a' 'b'
                    """)
    void answersCaptures(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    find('abc', '[a') => ! malformed pattern (missing ']')
                    find('bbc', 'a[') => nil
                    find('abc', 'a[') => ! malformed pattern (missing ']')
                    find('abc', '%') => ! malformed pattern (ends with '%')
                    find('abc', 'a%') => ! malformed pattern (ends with '%')
                    find('xyz', 'a%') => nil
                    find('', '[') => ! malformed pattern (missing ']')
                    find('abc', '[%') => ! malformed pattern (missing ']')
                    find('abc', '[]') => ! malformed pattern (missing ']')
                    find('abc', '[^]') => ! malformed pattern (missing ']')
                    find('abc', '[^') => ! malformed pattern (missing ']')
                    find('a', '[a-%') => ! malformed pattern (missing ']')
                    find('abc', '%b') => ! malformed pattern (missing arguments to '%b')
                    find('abc', '%bx') => ! malformed pattern (missing arguments to '%b')
                    find('abc', '%f') => ! missing '[' after '%f' in pattern
                    find('abc', '%fa') => ! missing '[' after '%f' in pattern
                    find('abc', '%f[') => ! malformed pattern (missing ']')
                    find('abc', '(a') => ! unfinished capture
                    find('abc', '((b)') => ! unfinished capture
                    find('abc', 'x(a') => nil
                    find('abc', 'a)%w') => ! invalid pattern capture
                    find('abc', '%1') => ! invalid capture index %1
                    find('abc', '(a)%2') => ! invalid capture index %2
                    find('abc', '%0') => ! invalid capture index %0
                    find('abc', '(a%1)') => ! invalid capture index %1
                    find('x', rep('(', 33)) => ! too many captures
                    find('x', rep('(', 32)) => ! unfinished capture
                    find(rep('x', 33), rep('(x)', 33)) => ! too many captures
                    len(match(rep('x', 32), rep('(x)', 32))) => 1
                    find(rep('a', 300), rep('a?', 200)) => ! pattern too complex
                    find(rep('a', 300), rep('a?', 199)) => 1 199
                    find(rep('a', 300), rep('()', 16)) => 1 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
                    """)
    void refusesMalformedPatternsWhenReached(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    gsub('abc', '', '-') => '-a-b-c-' 4
                    gsub('hello world', 'o*', 'x') => 'xhxexlxlx xwxrxlxdx' 10
                    gsub('abc', 'b*', '-') => '-a-c-' 3
                    gsub('abc', '^a', 'x') => 'xbc' 1
                    gsub('aaa', '^a', 'x') => 'xaa' 1
                    gsub('aaa', 'a', 'x', 2) => 'xxa' 2
                    gsub('aaa', 'a', 'x', 0) => 'aaa' 0
                    gsub('aaa', 'a', 'x', -1) => 'aaa' 0
                    gsub('abc', '(b)()', '<%1%2%0%%>') => 'a<b3b%>c' 1
                    gsub('abc', '%w', '%0%0', 2) => 'aabbc' 2
                    gsub('abc', 'a', '%1') => 'abc' 1
                    gsub('abc', '(a', 'x') => 'xbc' 1
                    gsub('a', 'b', '%') => 'a' 0
                    gsub('', '^', 'x') => 'x' 1
                    gsub('abc', '$', 'x') => 'abcx' 1
                    gsub('abc', '^', 'x') => 'xabc' 1
                    gsub('abc', '.$', 'x') => 'abx' 1
                    gsub('a b', '%s', '%%') => 'a%b' 1
                    gsub('abc', 'b', 1) => 'a1c' 1
                    gsub('abc', 'x', 'y') => 'abc' 0
                    gsub('abc', '(', 'x') => 'xaxbxcx' 4
                    gsub('hello world', '(%w+)', '%1 %1') => 'hello hello world world' 2
                    gsub('abc def', '(%w+) (%w+)', '%2 %1') => 'def abc' 1
                    """)
    void replacesByTemplates(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    gsub('aaaaa', 'a', {}, 3) => 'aaaaa' 3
                    gsub('abc', 'b()', {}) => 'abc' 1
                    """)
    void replacesByTables(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    gsub('abc', 'a', '%2') => ! invalid capture index %2
                    gsub('abc', '(a', '%1') => ! unfinished capture
                    gsub('abc', 'a', '%') => ! invalid use of '%' in replacement string
                    gsub('abc', 'a', '%x') => ! invalid use of '%' in replacement string
                    gsub('x', 'x', '%9') => ! invalid capture index %9
                    gsub('a', '', '%') => ! invalid use of '%' in replacement string
                    gsub('abc', 'a', true) => ! bad argument #3 to 'gsub' (string/function/tabl\
                    e expected, got boolean)
                    gsub('abc', 'a') => ! bad argument #3 to 'gsub' (string/function/table expec\
                    ted, got no value)
                    gsub('abc') => ! bad argument #2 to 'gsub' (string expected, got no value)
                    gsub('abc', '(b', {}) => ! unfinished capture
                    gsub('abc', 'b', 'x', {}) => ! bad argument #4 to 'gsub' (number expected, g\
                    ot table)
                    """)
    void refusesReplacements(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }
}
