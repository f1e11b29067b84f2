package chancery.atproto.lexicon;

import static chancery.atproto.lexicon.GivenLexicons.property;
import static chancery.atproto.lexicon.GivenLexicons.said;
import static chancery.atproto.lexicon.GivenLexicons.value;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

class FormatTest {

    @ParameterizedTest
    @CsvSource({
        "at-identifier, did:plc:abc, AT identifier",
        "at-identifier, alice.test, AT identifier",
        "at-uri, at://alice.test/a.b.c/self, at-uri",
        "cid, bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq, CID string",
        "datetime, 2024-02-30T00:00:00.1Z, datetime",
        "did, did:web:a.test, DID",
        "handle, alice.test, handle",
        "language, en-GB, language",
        "nsid, a.b.c, NSID",
        "record-key, a:b, record key",
        "tid, 3jt5tsfbx2s2a, TID string",
        "uri, dns:a.test, uri"
    })
    void acceptsTheFormatAndNamesItWhenItIsMissing(String format, String text, String label) {
        Validator validator = property("{'type':'string','format':'" + format + "'}");

        assertThat(said(validator, new Value.Text(text))).isEmpty();
        assertThat(said(validator, value("'a b'")))
                .isEqualTo("Invalid " + label + " (got \"a b\") at $.v");
    }

    @ParameterizedTest
    @CsvSource({
        "at-uri, at://alice.test/",
        "at-uri, at://alice.test/a.b.c/%20",
        "at-uri, at://alice.test/a.b.c/self?x=1",
        "at-uri, at://alice.test/a.b.c/self/",
        "cid, zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7",
        "datetime, 2024-01-02",
        "datetime, 2024-01-02T03:04",
        "datetime, 2024-01-02T03:04:05",
        "datetime, 2024-01-02 03:04:05+0100",
        "language, EN",
        "language, english"
    })
    void toleratesOldTextsWhenLenient(String format, String text) {
        String schema = "{'type':'string','format':'" + format + "'}";

        assertThat(said(property(schema, Strictness.LENIENT), new Value.Text(text))).isEmpty();
        assertThat(said(property(schema), new Value.Text(text))).startsWith("Invalid ");
    }

    @ParameterizedTest
    @CsvSource({
        "at-uri, at://",
        "at-uri, at:///a.b.c",
        "at-uri, at://alice.test//",
        "at-uri, at://alice.test/a.b.c/d/e",
        "at-uri, https://alice.test",
        "cid, bafy",
        "datetime, yesterday",
        "datetime, 2024-1-2T00:00",
        "datetime, 2024-01-02X03:04:05Z",
        "language, e",
        "language, en-",
        "language, 1234",
        "language, en-waytoolongpart",
        "did, did:x"
    })
    void refusesNonsenseEvenWhenLenient(String format, String text) {
        Validator lenient =
                property("{'type':'string','format':'" + format + "'}", Strictness.LENIENT);

        assertThat(said(lenient, new Value.Text(text))).startsWith("Invalid ");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void answersQuicklyWhateverTheText(Format format) {
        long start = System.nanoTime();
        for (String part : new String[] {"a", "a.", "did:a:", "at://", "-", "%", "9", "é", "a-"}) {
            format.matches(part.repeat(1_000_000 / part.length()), Strictness.STRICT);
            format.matches(part.repeat(1_000_000 / part.length()), Strictness.LENIENT);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void showsLongTextsShortAndStrangeOnesEscaped() {
        Validator validator = property("{'type':'string','format':'did'}");

        assertThat(said(validator, new Value.Text("x".repeat(255))))
                .isEqualTo("Invalid DID (got \"" + "x".repeat(255) + "\") at $.v");
        assertThat(said(validator, new Value.Text("x".repeat(256))))
                .isEqualTo("Invalid DID (got \"" + "x".repeat(255) + "…\") at $.v");
        assertThat(said(validator, new Value.Text("x".repeat(254) + "😀😀")))
                .isEqualTo("Invalid DID (got \"" + "x".repeat(254) + "\\ud83d…\") at $.v");
        assertThat(said(validator, new Value.Text("\"\\\n\t\u0001é")))
                .isEqualTo("Invalid DID (got \"\\\"\\\\\\n\\t\\u0001é\") at $.v");
    }
}
