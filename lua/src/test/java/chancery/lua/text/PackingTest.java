package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected outcomes are those of Lua 5.4.
final class PackingTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    pack('i', 1) => '\\x01\\x00\\x00\\x00'
                    pack('>i3', -2) => '\\xff\\xff\\xfe'
                    pack('b', -128) => '\\x80'
                    pack('b', -129) => ! bad argument #2 to 'pack' (integer overflow)
                    pack('i1', 128) => ! bad argument #2 to 'pack' (integer overflow)
                    pack('i7', 36028797018963967) => '\\xff\\xff\\xff\\xff\\xff\\xff\\x7f'
                    pack('i7', 36028797018963968) => ! bad argument #2 to 'pack' (integer overfl\
                    ow)
                    pack('I1', 255) => '\\xff'
                    pack('I1', 256) => ! bad argument #2 to 'pack' (unsigned overflow)
                    pack('I1', -1) => ! bad argument #2 to 'pack' (unsigned overflow)
                    pack('I7', 72057594037927936) => ! bad argument #2 to 'pack' (unsigned overf\
                    low)
                    pack('I8', -1) => '\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff'
                    pack('i16', -3) => '\\xfd\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\
                    \\xff\\xff\\xff\\xff\\xff'
                    pack('>I16', 3) => '\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\
                    \\x00\\x00\\x00\\x00\\x03'
                    pack('I16', -3) => '\\xfd\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\x00\\x00\
                    \\x00\\x00\\x00\\x00\\x00'
                    pack('j', -9223372036854775807) => '\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x80\
                    '
                    pack('T', 5) => '\\x05\\x00\\x00\\x00\\x00\\x00\\x00\\x00'
                    pack('h H l L', 1, 2, 3, 4) => '\\x01\\x00\\x02\\x00\\x03\\x00\\x00\\x00\\x0\
                    0\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x00'
                    pack('=i2>i2<i2', 1, 2, 3) => '\\x01\\x00\\x00\\x02\\x03\\x00'
                    pack('i1\\0y', 1) => '\\x01'
                    pack('  i1 ', 1) => '\\x01'
                    pack('i', 1.5) => ! bad argument #2 to 'pack' (number has no integer represe\
                    ntation)
                    pack('i', 'x') => ! bad argument #2 to 'pack' (number expected, got string)
                    pack('i') => ! bad argument #2 to 'pack' (number expected, got nil)
                    pack('i i', 1) => ! bad argument #3 to 'pack' (number expected, got nil)
                    """)
    void packsIntegers(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    pack('f', 1.5) => '\\x00\\x00\\xc0?'
                    pack('>d', 1.5) => '?\\xf8\\x00\\x00\\x00\\x00\\x00\\x00'
                    pack('n', -0.0) => '\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x80'
                    pack('f', 1e300) => '\\x00\\x00\\x80\\x7f'
                    pack('d', 'x') => ! bad argument #2 to 'pack' (number expected, got string)
                    """)
    void packsFloats(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    pack('s1', 'abc') => '\\x03abc'
                    pack('s1', rep('x', 256)) => ! bad argument #2 to 'pack' (string length doe\
                    s not fit in given size)
                    pack('>s2', 'abc') => '\\x00\\x03abc'
                    pack('s', 'ab') => '\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00ab'
                    pack('z', 'ab') => 'ab\\x00'
                    pack('z', 'a\\0b') => ! bad argument #2 to 'pack' (string contains zeros)
                    pack('c5', 'ab') => 'ab\\x00\\x00\\x00'
                    pack('c1', 'ab') => ! bad argument #2 to 'pack' (string longer than given si\
                    ze)
                    pack('c', 'ab') => ! missing size for format option 'c'
                    pack('c0', '') => ''
                    pack('s', {}) => ! bad argument #2 to 'pack' (string expected, got table)
                    pack('z') => ! bad argument #2 to 'pack' (string expected, got nil)
                    pack('bxs', 1) => ! bad argument #3 to 'pack' (string expected, got nil)
                    """)
    void packsTexts(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    pack('x') => '\\x00'
                    pack('xXi', 1) => '\\x00'
                    pack('!4 b Xi4 i4', 1, 2) => '\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00'
                    pack('!bd', 1, 2) => '\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x0\
                    0\\x00\\x00\\x00\\x00@'
                    pack('<!4bi8', 1, 2) => '\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x00\\x00\
                    \\x00\\x00'
                    pack('>!4 i1 !2 i4', 1, 2) => '\\x01\\x00\\x00\\x00\\x00\\x02'
                    pack('Xx') => ''
                    pack('X') => ! bad argument #1 to 'pack' (invalid next option for option 'X'\
                    )
                    pack('X ') => ! bad argument #1 to 'pack' (invalid next option for option 'X\
                    ')
                    pack('Xc1') => ! bad argument #1 to 'pack' (invalid next option for option '\
                    X')
                    pack('Xz') => ! bad argument #1 to 'pack' (invalid next option for option 'X\
                    ')
                    pack('X!i') => ! bad argument #1 to 'pack' (invalid next option for option '\
                    X')
                    pack('!3') => ''
                    pack('!8 b i3', 1, 2) => ! bad argument #1 to 'pack' (format asks for alignm\
                    ent not power of 2)
                    """)
    void aligns(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    pack('i17', 1) => ! integral size (17) out of limits [1,16]
                    pack('i0', 1) => ! integral size (0) out of limits [1,16]
                    pack('!17') => ! integral size (17) out of limits [1,16]
                    pack('!0') => ! integral size (0) out of limits [1,16]
                    pack('y') => ! invalid format option 'y'
                    pack('i99999999999', 1) => ! integral size (999999999) out of limits [1,16]
                    pack() => ! bad argument #1 to 'pack' (string expected, got no value)
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
                    packsize('!8 b i8') => 16
                    packsize('<i4 c3') => 7
                    packsize('xXd') => 1
                    packsize('!8xXd') => 8
                    packsize('!8 i1 !4 i8') => 12
                    packsize('c2147483639i8') => 2147483647
                    packsize('c2147483639i8b') => ! bad argument #1 to 'packsize' (format resul\
                    t too large)
                    packsize('c2147483640i8') => ! invalid format option '0'
                    packsize('s') => ! bad argument #1 to 'packsize' (variable-length format)
                    packsize('z') => ! bad argument #1 to 'packsize' (variable-length format)
                    packsize('y') => ! invalid format option 'y'
                    packsize() => ! bad argument #1 to 'packsize' (string expected, got no value\
                    )
                    """)
    void answersSizes(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    unpack('i4', '\\1\\0\\0\\0') => 1 5
                    unpack('>i2', '\\255\\254') => -2 3
                    unpack('I2', '\\255\\254') => 65279 3
                    unpack('<I3', '\\1\\2\\3') => 197121 4
                    unpack('i3', '\\255\\255\\255') => -1 4
                    unpack('>I3', 'abc', -3) => 6382179 4
                    unpack('i16', rep('\\255', 16)) => -1 17
                    unpack('I16', rep('\\255', 16)) => ! 16-byte integer does not fit into Lua I\
                    nteger
                    unpack('i9', rep('\\255', 9)) => -1 10
                    unpack('I9', pack('I9', 5)) => 5 10
                    unpack('b', 'abc', -1) => 99 4
                    unpack('b', 'abc', -10) => 97 2
                    unpack('bbb', 'abc') => 97 98 99 4
                    unpack('', 'abc') => 1
                    unpack('i', 'abc') => ! bad argument #2 to 'unpack' (data string too short)
                    unpack('x', '') => ! bad argument #2 to 'unpack' (data string too short)
                    unpack('i') => ! bad argument #2 to 'unpack' (string expected, got no value)
                    """)
    void unpacksIntegers(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
                    unpack('f', '\\0\\0\\192\\63') => 1.5 5
                    unpack('d', '\\0\\0\\0\\0\\0\\0\\248\\63') => 1.5 9
                    unpack('>d', '\\63\\248\\0\\0\\0\\0\\0\\0') => 1.5 9
                    unpack('z', 'abc\\0d') => 'abc' 5
                    unpack('z', 'abc') => ! bad argument #2 to 'unpack' (unfinished string for f\
                    ormat 'z')
                    unpack('s1', '\\2abc') => 'ab' 4
                    unpack('s1', '\\3ab') => ! bad argument #2 to 'unpack' (data string too shor\
                    t)
                    unpack('s3', '\\255\\255\\255') => ! bad argument #2 to 'unpack' (data strin\
                    g too short)
                    unpack('s8', rep('\\255', 8)) => ! bad argument #2 to 'unpack' (data strin\
                    g too short)
                    unpack('s16', rep('\\255', 16)) => ! 16-byte integer does not fit into Lua I\
                    nteger
                    unpack('c2', 'abc', 2) => 'bc' 4
                    unpack('c2', 'abc', 3) => ! bad argument #2 to 'unpack' (data string too sho\
                    rt)
                    unpack('c2', 'abc', 5) => ! bad argument #3 to 'unpack' (initial position ou\
                    t of string)
                    unpack('c0', 'abc', 4) => '' 4
                    unpack('c2147483647', 'a') => ! bad argument #2 to 'unpack' (data string to\
                    o short)
                    unpack('c', 'a') => ! missing size for format option 'c'
                    unpack('y', 'a') => ! invalid format option 'y'
                    unpack('!4 b i4', '\\1\\0\\0\\0\\2\\0\\0\\0') => 1 2 9
                    unpack('Xi4b', 'a') => 97 2
                    """)
    void unpacksFloatsAndTexts(String call, String expected) {
        String outcome = Calls.outcome(call);

        assertThat(outcome).isEqualTo(expected);
    }
}
