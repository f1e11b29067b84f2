package chancery.lua.lexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.runtime.LuaString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class LexerTest {
    @Test
    void tellsOperatorsApart() {
        String source = "+-*/%^#&~|< >=(){}[];:,. // << >> .. ... == ~= <= >= ::";

        assertThat(kinds(source))
                .containsExactly(
                        "'+'", "'-'", "'*'", "'/'", "'%'", "'^'", "'#'", "'&'", "'~'", "'|'", "'<'",
                        "'>='", "'('", "')'", "'{'", "'}'", "'['", "']'", "';'", "':'", "','",
                        "'.'", "'//'", "'<<'", "'>>'", "'..'", "'...'", "'=='", "'~='", "'<='",
                        "'>='", "'::'");
    }

    @Test
    void tellsWordsFromNames() {
        List<String> kinds = kinds("and andy End end _ goto1 goto a1_B");

        assertThat(kinds)
                .containsExactly(
                        "'and'", "<name>", "<name>", "'end'", "<name>", "<name>", "'goto'",
                        "<name>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb", "a\n\rb", "--\r\nb", "--[[\n\r]]b"})
    void countsEachLineEndOnce(String source) {
        Lexer lexer = lexer(source);

        passAll(lexer);

        assertThat(lexer.line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n\nb", "a\r\rb", "a\r\n\r\nb", "a\n\r\nb", "'\\\n\\\r\n'"})
    void countsTwoLineEndsTwice(String source) {
        Lexer lexer = lexer(source);

        passAll(lexer);

        assertThat(lexer.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\''\"', '6107080c0a0d090b5c2227'",
        "'\"\\x41\\xfF\\0\\65\\065\\255\"', '41ff004141ff'",
        "'\"\\0651\"', '4131'",
        "'\"\\u{0}\\u{7f}\\u{80}\\u{7ff}\"', '007fc280dfbf'",
        "'\"\\u{800}\\u{FFFF}\\u{10000}\\u{10FFFF}\"', 'e0a080efbfbff0908080f48fbfbf'",
        "'\"\\u{1fffff}\\u{200000}\\u{3ffffff}\"', 'f7bfbfbff888808080fbbfbfbfbf'",
        "'\"\\u{4000000}\\u{7FFFFFFF}\\u{000000000041}\"', 'fc8480808080fdbfbfbfbfbf41'",
        "'\"a\\z \t\r\n\u000b b\\z\"', '6162'",
        "'\"a\\\r\nb\\\n\rc\"', '610a620a63'",
        "'[[\r\na\rb\n\rc]]', '610a620a63'",
        "'[==[]]=]]==]', '5d5d3d5d'",
        "'[=[\n\n]=]', '0a'",
        "'[[\\n]]', '5c6e'",
    })
    void readsStrings(String source, String hex) {
        Lexer lexer = lexer(source);

        lexer.next();

        LuaString expected = LuaString.owning(HexFormat.of().parseHex(hex));
        assertThat(lexer.value()).isEqualTo(expected);
    }

    @Test
    void givesEqualStringsOneObject() {
        LuaString known = LuaString.of("print");
        byte[] source = "'print' \"pr\\x69nt\" 'other' [[other]]".getBytes(StandardCharsets.UTF_8);
        Lexer lexer =
                new Lexer(
                        ChunkName.of("=c"), source, SyntaxLimits.defaults(), Map.of(known, known));

        List<Object> values = values(lexer);

        assertThat(values.get(0)).isSameAs(known);
        assertThat(values.get(1)).isSameAs(known);
        assertThat(values.get(3)).isSameAs(values.get(2));
    }

    @Test
    void looksOneTokenAhead() {
        Lexer lexer = lexer("a\n= b");
        lexer.next();

        int ahead = lexer.lookahead();

        assertThat(ahead).isEqualTo('=');
        assertThat(lexer.requireName().text()).hasToString("a");
        assertThat(lexer.token()).isEqualTo('=');
    }

    @Test
    void numbersEachNameOnce() {
        Lexer lexer = lexer("a b a");
        lexer.next();

        Name first = lexer.requireName();
        Name second = lexer.requireName();

        assertThat(lexer.requireName()).isSameAs(first);
        assertThat(second.index()).isNotEqualTo(first.index());
    }

    @Test
    void keepsNamesApartWhenThereAreMany() {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            source.append(" n").append(i % 5_000);
        }

        long distinct = names(lexer(source.toString())).stream().distinct().count();

        assertThat(distinct).isEqualTo(5_000);
    }

    @Test
    void refusesTokensBeyondTheirSize() {
        SyntaxLimits limits = new SyntaxLimits(1000, 5, 1000, 10, 10);

        assertThat(count("abcde 'abc' 12345 [[a]]", limits)).isEqualTo(4);
        assertThatThrownBy(() -> count("abcdef", limits))
                .hasMessage("c:1: lexical element too long");
        assertThatThrownBy(() -> count("\n'abcd'", limits))
                .hasMessage("c:2: lexical element too long");
        assertThatThrownBy(() -> count("123456", limits))
                .hasMessage("c:1: lexical element too long");
        assertThatThrownBy(() -> count("[[ab]]", limits))
                .hasMessage("c:1: lexical element too long");
    }

    @Test
    void refusesTokensBeyondTheirNumber() {
        SyntaxLimits limits = new SyntaxLimits(1000, 5, 3, 10, 10);

        assertThat(count(";;", limits)).isEqualTo(2);
        assertThatThrownBy(() -> count(";;;", limits))
                .hasMessage("c:1: too many tokens (limit is 3)");
    }

    @Test
    void showsTokensOfZeroByNothing() {
        Lexer lexer = lexer("\0");
        lexer.next();

        assertThat(lexer.near("oops")).hasMessage("c:1: oops");
    }

    @Test
    void showsOtherCharactersByTheirNumber() {
        Lexer lexer = lexer("\u00c3");
        lexer.next();

        assertThat(lexer.near("oops")).hasMessage("c:1: oops near '<\\195>'");
    }

    private static int count(String source, SyntaxLimits limits) {
        byte[] bytes = source.getBytes(StandardCharsets.ISO_8859_1);
        return passAll(new Lexer(ChunkName.of("=c"), bytes, limits, Map.of()));
    }

    private static Lexer lexer(String source) {
        byte[] bytes = source.getBytes(StandardCharsets.ISO_8859_1);
        return new Lexer(ChunkName.of("=c"), bytes, SyntaxLimits.defaults(), Map.of());
    }

    private static int passAll(Lexer lexer) {
        int count = 0;
        lexer.next();
        while (lexer.token() != Token.EOF) {
            count++;
            lexer.next();
        }
        return count;
    }

    private static List<String> kinds(String source) {
        List<String> kinds = new ArrayList<>();
        Lexer lexer = lexer(source);
        lexer.next();
        while (lexer.token() != Token.EOF) {
            kinds.add(Token.quoted(lexer.token()));
            lexer.next();
        }
        return kinds;
    }

    private static List<Object> values(Lexer lexer) {
        List<Object> values = new ArrayList<>();
        lexer.next();
        while (lexer.token() != Token.EOF) {
            values.add(lexer.value());
            lexer.next();
        }
        return values;
    }

    private static List<Name> names(Lexer lexer) {
        List<Name> names = new ArrayList<>();
        lexer.next();
        while (lexer.token() != Token.EOF) {
            names.add(lexer.requireName());
        }
        return names;
    }
}
