package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:plc:ewvi7nxzyoun6zhxrhs64oiz",
                "did:web:example.com",
                "did:web:localhost%3A1234",
                "did:m:v:x",
                "did:m::::v",
                "did:m:-:_:."
            })
    void acceptsDids(String text) {
        assertThat(Did.parse(text).value()).isEqualTo(text);
        assertThat(AtIdentifier.parse(text)).isEqualTo(new Did(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "did",
                "did:",
                "did:m",
                "did:m:",
                "did::x",
                "DID:m:v",
                "did:M:v",
                "did:m1:v",
                "did:m:v:",
                "did:m:v%",
                "did:m:v/p",
                "did:m:v?q",
                "did:m:v#f",
                "did:m:é",
                " did:m:v"
            })
    void refusesWhatIsNoDid(String text) {
        assertThatThrownBy(() -> Did.parse(text))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid DID (got \"" + text + "\")");
    }

    @Test
    void endsDidsAt2048Characters() {
        assertThat(Did.valid("did:m:" + "x".repeat(2041))).isTrue();
        assertThat(Did.valid("did:m:" + "x".repeat(2042))).isTrue();
        assertThat(Did.valid("did:m:" + "x".repeat(2043))).isFalse();
    }

    @Test
    void knowsTheMethodOfADid() {
        assertThat(Did.parse("did:web:a:b").method()).isEqualTo("web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "xn--bcher-kva.example", "8.cn", "a-b.c-d", "A.Test", "x.y1z"})
    void acceptsHandlesAndKeepsThemInLowerCase(String text) {
        assertThat(Handle.parse(text).value()).isLowerCase().isEqualToIgnoringCase(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a",
                "a.",
                ".a",
                "a..b",
                "-a.b",
                "a-.b",
                "a.1b",
                "a.-b",
                "a_b.c",
                "a b.c",
                "a.b ",
                "127.0.0.1",
                "é.com",
                "a.b/c",
                "@a.b"
            })
    void refusesWhatIsNoHandle(String text) {
        assertThatThrownBy(() -> Handle.parse(text)).isInstanceOf(SyntaxException.class);
        assertThat(AtIdentifier.valid(text)).isFalse();
    }

    @Test
    void endsHandlesAt253CharactersAndLabelsAt63() {
        String label = "x".repeat(61) + ".";
        String name = label.repeat(4);

        assertThat(Handle.valid(name + "abcd")).isTrue();
        assertThat(Handle.valid(name + "abcde")).isTrue();
        assertThat(Handle.valid(name + "abcdef")).isFalse();
        assertThat(Handle.valid("x".repeat(62) + ".a")).isTrue();
        assertThat(Handle.valid("x".repeat(63) + ".a")).isTrue();
        assertThat(Handle.valid("x".repeat(64) + ".a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "com.example.fooBar", "a-0.b-1.c2", "onion.2gzyxa5ihm7.v3"})
    void acceptsNsids(String text) {
        assertThat(Nsid.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "a.b", "a.b.", ".a.b.c", "a..b.c", "1a.b.c", "a.b.3", "a.b.c-d", "a.-b.c",
                "a.b-.c", "a.b.c*", "a.b.é", "a.b.c ", "a.b.c/d"
            })
    void refusesWhatIsNoNsid(String text) {
        assertThatThrownBy(() -> Nsid.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void endsNsidsAt317CharactersAndSegmentsAt63() {
        String label = "x".repeat(62) + ".";

        assertThat(Nsid.valid(label.repeat(5) + "a")).isTrue();
        assertThat(Nsid.valid(label.repeat(5) + "ab")).isTrue();
        assertThat(Nsid.valid(label.repeat(5) + "abc")).isFalse();
        assertThat(Nsid.valid("a.b." + "x".repeat(62))).isTrue();
        assertThat(Nsid.valid("a.b." + "x".repeat(63))).isTrue();
        assertThat(Nsid.valid("a.b." + "x".repeat(64))).isFalse();
        assertThat(Nsid.valid("a." + "x".repeat(64) + ".c")).isFalse();
    }

    @Test
    void knowsThePartsOfAnNsid() {
        Nsid nsid = Nsid.parse("app.bsky.feed.post");

        assertThat(nsid.name()).isEqualTo("post");
        assertThat(nsid.authority()).isEqualTo("app.bsky.feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self", "...", ":", "~1.2-3_", "pre:fix", "A", "example.com"})
    void acceptsRecordKeys(String text) {
        assertThat(RecordKey.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "@a", "a#", "é", "any+space", "a%b"})
    void refusesWhatIsNoRecordKey(String text) {
        assertThatThrownBy(() -> RecordKey.parse(text))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("Invalid record key (got \"");
    }

    @Test
    void endsRecordKeysAt512Characters() {
        assertThat(RecordKey.valid("x".repeat(511))).isTrue();
        assertThat(RecordKey.valid("x".repeat(512))).isTrue();
        assertThat(RecordKey.valid("x".repeat(513))).isFalse();
    }

    @Test
    void ordersRecordPathsAsTheirText() {
        RecordPath path = RecordPath.parse("com.example.a/b");

        assertThat(path)
                .hasToString("com.example.a/b")
                .isLessThan(RecordPath.parse("com.example.b/a"));
        assertThatThrownBy(() -> RecordPath.parse("com.example.a"))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> RecordPath.parse("com.example.a/b/c"))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void repeatsNoMoreThan100CharactersOfTheInput() {
        assertThatThrownBy(() -> Handle.parse("x".repeat(1_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(140));
    }
}
