package chancery.lua.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;

class ParserPropertiesTest {
    @Property(tries = 2000)
    void anyBytesParseOrAreRefused(@ForAll byte[] bytes) {
        assertThat(Outcomes.refusedOrParsed(bytes)).isTrue();
    }

    @Property(tries = 5000)
    void anyTokensParseOrAreRefused(@ForAll("tokens") String source) {
        assertThat(Outcomes.refusedOrParsed(source.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Property(tries = 2000)
    void anyStringParsesOrIsRefused(@ForAll("strings") String source) {
        assertThat(Outcomes.refusedOrParsed(source.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(
                        "do",
                        "end",
                        "if x then",
                        "else",
                        "elseif y then",
                        "while x do",
                        "repeat",
                        "until",
                        "for i = 1, 2 do",
                        "for k in p do",
                        "function f(a, ...)",
                        "local function g()",
                        "return",
                        "goto l",
                        "::l::",
                        "break",
                        "(",
                        ")",
                        "{",
                        "}",
                        "[",
                        "]",
                        "=",
                        ",",
                        ";",
                        "..",
                        "...",
                        "+",
                        "-",
                        "^",
                        "and",
                        "not",
                        "a",
                        "b",
                        ".c",
                        ":d()",
                        "1",
                        "0x1p3",
                        "'s'",
                        "local",
                        "<const>",
                        "<close>",
                        "nil",
                        "x = 1",
                        "f(x)",
                        "local a <const> = 1",
                        "\n")
                .list()
                .ofMaxSize(40)
                .map(tokens -> String.join(" ", tokens));
    }

    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.strings()
                .withChars("'\"\\[]=-\n\r\0xu{}z0123456789abf .")
                .ofMaxLength(30)
                .map(text -> "x = '" + text);
    }
}
