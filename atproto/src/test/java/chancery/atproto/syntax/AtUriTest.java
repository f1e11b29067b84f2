package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtUriTest {
    private static final String RECORD = "at://did:plc:abc/com.example.note/3jzfcijpj2z2a";

    @Test
    void knowsTheParts() {
        AtUri uri = AtUri.parse(RECORD + "#/text/0");

        assertThat(uri.authority()).isEqualTo(new Did("did:plc:abc"));
        assertThat(uri.path()).contains(RecordPath.parse("com.example.note/3jzfcijpj2z2a"));
        assertThat(uri.fragment()).contains("/text/0");
        assertThat(uri).hasToString(RECORD + "#/text/0");
    }

    @Test
    void isMadeOfParts() {
        AtUri uri =
                AtUri.of(
                        new Did("did:plc:abc"), RecordPath.parse("com.example.note/3jzfcijpj2z2a"));

        assertThat(uri).hasToString(RECORD).isEqualTo(AtUri.parse(RECORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at://did:plc:abc",
                "at://a.example",
                "at://a.example/com.example.note",
                "at://a.example/com.example.note/self",
                "at://a.example#/",
                "at://a.example/com.example.note/a:b#/x/$type"
            })
    void readsBackWhatItWrites(String text) {
        assertThat(AtUri.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "at://",
                "at:///",
                "AT://a.example",
                "at:/a.example",
                "a.example",
                "at://a",
                "at://a.example/",
                "at://a.example//",
                "at://a.example/com.example",
                "at://a.example/com.example.note/",
                "at://a.example/com.example.note/.",
                "at://a.example/com.example.note/a/b",
                "at://a.example/com.example.note?x=1",
                "at://a.example#",
                "at://a.example#x",
                "at://a.example#/a b",
                "at://a.example#/a#/b",
                "at://a.example#/é",
                "at://é.example",
                " at://a.example",
                "at://a.example "
            })
    void refusesWhatIsNoAtUri(String text) {
        assertThat(AtUri.valid(text)).isFalse();
        assertThatThrownBy(() -> AtUri.parse(text))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("Invalid AT-URI (got \"");
    }

    @Test
    void endsAt8192Characters() {
        String start = "at://a.example#/";

        assertThat(AtUri.valid(start + "x".repeat(8191 - start.length()))).isTrue();
        assertThat(AtUri.valid(start + "x".repeat(8192 - start.length()))).isTrue();
        assertThat(AtUri.valid(start + "x".repeat(8193 - start.length()))).isFalse();
    }
}
