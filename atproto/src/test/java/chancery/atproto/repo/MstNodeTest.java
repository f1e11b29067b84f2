package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

final class MstNodeTest {
    private static final String LEAF = "d82a582500" + HexFormat.of().formatHex(Trees.LEAF.bytes());

    @Test
    void encodesTheEmptyNode() {
        assertThat(MstNode.EMPTY.encode()).isEqualTo(bytes("a2616580616cf6"));
    }

    @Test
    void encodesOneEntry() {
        String key = "com.example.record/3jqfcqzm3fo2j";
        MstNode node = Trees.of(List.of(key)).loader().load(Trees.of(List.of(key)).subtree());

        assertThat(node.encode())
                .isEqualTo(bytes("a2616581" + entry("5820", key, 0, "f6", LEAF) + "616cf6"));
        assertThat(node.cid())
                .hasToString("bafyreibj4lsc3aqnrvphp5xmrnfoorvru4wynt6lwidqbm2623a6tatzdu");
    }

    @Test
    void decodesPrefixes() {
        MstNode node =
                decode("82" + entry("43", "a/b", 0, "f6", LEAF) + entry("41", "c", 2, LEAF, LEAF));

        assertThat(node.key(1)).hasToString("a/c");
        assertThat(node.childCid(1)).isEmpty();
        assertThat(node.childCid(2)).contains(Trees.LEAF);
        assertThat(node.value(0)).isEqualTo(Trees.LEAF);
    }

    @Test
    void k9RefusesKeysThatDoNotAscend() {
        assertRefused("82" + entry("43", "a/c", 0, "f6", LEAF) + entry("41", "b", 2, "f6", LEAF));
        assertRefused("82" + entry("43", "a/c", 0, "f6", LEAF) + entry("40", "", 3, "f6", LEAF));
        assertRefused("82" + entry("44", "a/cd", 0, "f6", LEAF) + entry("40", "", 3, "f6", LEAF));
    }

    @Test
    void k9RefusesPrefixesThatAreNotTheLongestShared() {
        assertRefused("82" + entry("43", "a/b", 0, "f6", LEAF) + entry("42", "/c", 1, "f6", LEAF));
        assertRefused("82" + entry("43", "a/b", 0, "f6", LEAF) + entry("41", "c", 4, "f6", LEAF));
        assertRefused("81" + entry("42", "/b", 1, "f6", LEAF));
        assertRefused("82" + entry("43", "a/b", 0, "f6", LEAF) + "a4616b4163617020" + "6174f66176");
    }

    @Test
    void refusesOtherShapes() {
        String entry = entry("43", "a/b", 0, "f6", LEAF);

        assertRefused("81" + entry.replace("a4616b", "a5616b"));
        assertRefused("81" + entry.replace("616b43", "617843"));
        assertRefused("81" + entry.replace("616b43", "616b63"));
        assertRefused("81" + entry.replace("6174f6", "6174f4"));
        assertRefused("81" + entry("43", "a/b", 0, "f6", "f6"));
        assertThatThrownBy(() -> MstNode.decode(bytes("a2616580616cf600"), RepoLimits.STANDARD))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> MstNode.decode(bytes("a1616580"), RepoLimits.STANDARD))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesKeysThatAreNone() {
        assertRefused("81" + entry("42", "ab", 0, "f6", LEAF));
        assertRefused("81" + entry("43", "/ab", 0, "f6", LEAF));
        assertRefused("81" + entry("43", "ab/", 0, "f6", LEAF));
        assertRefused("81" + entry("45", "a/b/c", 0, "f6", LEAF));
        assertRefused("81" + entry("44", "a/b ", 0, "f6", LEAF));
    }

    @Test
    void keysAreThoseOfTheReference() {
        assertThat(List.of("coll/self", "coll/example.com", "com.example/rkey", "coll/~1.2-3_"))
                .allSatisfy(key -> assertThat(MstKey.parse(key)).hasToString(key));
        assertThat(List.of("coll/dHJ1ZQ", "coll/pre:fix", "coll/_"))
                .allSatisfy(key -> assertThat(MstKey.parse(key)).hasToString(key));
        assertThat(List.of("", "asdf", "nested/collection/asdf", "coll/", "/rkey", "a/é"))
                .allSatisfy(MstNodeTest::assertNoKey);
        assertThat("$%()+=@ #[]\"".chars().mapToObj(c -> "coll/" + (char) c))
                .allSatisfy(MstNodeTest::assertNoKey);
    }

    @Test
    void keysEndAt1024Bytes() {
        assertThat(MstKey.parse("c/" + "x".repeat(1021)).toString()).hasSize(1023);
        assertThat(MstKey.parse("c/" + "x".repeat(1022)).toString()).hasSize(1024);
        assertNoKey("c/" + "x".repeat(1023));
    }

    private static void assertNoKey(String key) {
        assertThatThrownBy(() -> MstKey.parse(key)).isInstanceOf(SyntaxException.class);
    }

    private static void assertRefused(String entries) {
        assertThatThrownBy(() -> decode(entries)).isInstanceOf(SyntaxException.class);
    }

    private static MstNode decode(String entries) {
        return MstNode.decode(bytes("a26165" + entries + "616cf6"), RepoLimits.STANDARD);
    }

    private static String entry(String head, String rest, int shared, String right, String value) {
        return "a4616b"
                + head
                + HexFormat.of().formatHex(rest.getBytes(StandardCharsets.UTF_8))
                + "6170"
                + HexFormat.of().toHexDigits((byte) shared)
                + "6174"
                + right
                + "6176"
                + value;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
