package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Text that is built to hurt a parser of identifiers, threat K7.
class HostileSyntaxTest {
    private static final List<Predicate<String>> CHECKS =
            List.of(
                    Did::valid,
                    Handle::valid,
                    AtIdentifier::valid,
                    Nsid::valid,
                    RecordKey::valid,
                    Tid::valid,
                    AtUri::valid,
                    Datetime::valid,
                    Language::valid,
                    UriText::valid,
                    CidText::valid,
                    CidText::canonical);
    private static final List<Consumer<String>> PARSERS =
            List.of(
                    Did::parse,
                    Handle::parse,
                    AtIdentifier::parse,
                    Nsid::parse,
                    RecordKey::parse,
                    Tid::parse,
                    AtUri::parse,
                    Datetime::parse,
                    Language::parse,
                    UriText::parse,
                    CidText::parse,
                    Cid::parse,
                    RecordPath::parse,
                    Base32::decode);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "a-",
                "-",
                ".",
                "did:a:",
                "did:plc:%",
                "at://",
                "at://a.b/",
                "/",
                "#/",
                "2024-01-01T00:00:00.1",
                "ja-x-",
                "a:",
                "x-",
                "b",
                "1",
                "é",
                "\ud800",
                "\u0301"
            })
    @Timeout(30)
    void k7AMillionCharactersAreRefusedInLinearTime(String part) {
        String text = part.repeat(1_000_000 / part.length());

        assertThat(CHECKS).noneMatch(check -> check.test(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"did:plc:", "at://did:plc:", "a.", "x-", "2024-01-01T00:00:00."})
    @Timeout(30)
    void k7ALongTailIsRefusedInLinearTime(String start) {
        String text = start + "a".repeat(1_000_000) + "!";

        assertThat(CHECKS).noneMatch(check -> check.test(text));
    }

    @Property(tries = 500)
    void anyTextGivesAValueOrASyntaxError(@ForAll String text) {
        assertThat(PARSERS).allSatisfy(parser -> refusesCleanly(parser, text));
    }

    @Property(tries = 300)
    void changedTextGivesAValueOrASyntaxError(@ForAll byte at, @ForAll char c) {
        for (String good :
                List.of(
                        "at://did:plc:abc/com.example.note/3jzfcijpj2z2a#/a",
                        "2024-01-02T03:04:05.678+01:00",
                        "zh-yue-Hant-HK-1996-a-bb-x-c",
                        "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq")) {
            StringBuilder text = new StringBuilder(good);
            text.setCharAt(Math.floorMod(at, good.length()), c);

            assertThat(PARSERS).allSatisfy(parser -> refusesCleanly(parser, text.toString()));
        }
    }

    private static void refusesCleanly(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
        } catch (SyntaxException e) {
            assertThat(e.getMessage()).startsWith("Invalid ");
        }
    }
}
