package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HexFormat;

class CidTest {
    private static final String HELLO =
            "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq";
    private static final String EMPTY_NODE =
            "bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm";

    @Test
    void namesKnownBytes() {
        Cid raw = Cid.ofRaw("hello".getBytes(UTF_8));
        Cid node = Cid.ofDagCbor(HexFormat.of().parseHex("a2616580616cf6"));

        assertThat(raw).hasToString(HELLO);
        assertThat(node).hasToString(EMPTY_NODE);
        assertThat(Cid.parse(HELLO)).isEqualTo(raw).hasSameHashCodeAs(raw);
        assertThat(node.codec()).isEqualTo(Cid.Codec.DAG_CBOR);
    }

    @Property
    void survivesItsTextAndItsBytes(@ForAll byte[] block) {
        Cid cid = Cid.ofDagCbor(block);

        assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
        assertThat(Cid.decode(cid.bytes())).isEqualTo(cid);
        assertThat(Cid.ofDigest(Cid.Codec.DAG_CBOR, Sha256.of(block))).isEqualTo(cid);
        assertThat(cid.digest()).isEqualTo(Sha256.of(block));
    }

    @Property
    void ordersLikeItsBytes(@ForAll byte[] a, @ForAll byte[] b) {
        Cid left = Cid.ofRaw(a);
        Cid right = Cid.ofRaw(b);

        int order = Arrays.compareUnsigned(left.bytes(), right.bytes());

        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(Integer.signum(order));
        assertThat(left).isLessThan(Cid.ofDagCbor(b));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR",
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4ye",
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yer",
                "Bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq",
                "bAFKREIBM6JG3UX5QUMHCN2B3FLC3TYU6DMLB4XA7U5BF44YEGNRJHC4YEQ",
                "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yé"
            })
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> Cid.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "00711220", "01701220", "01711320", "01711221", "02711220"})
    void refusesOtherBytes(String prefix) {
        byte[] bytes = new byte[prefix.length() == 8 ? Cid.BYTES : prefix.length() / 2];
        byte[] head = HexFormat.of().parseHex(prefix);
        System.arraycopy(head, 0, bytes, 0, head.length);

        assertThatThrownBy(() -> Cid.decode(bytes)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HELLO,
                EMPTY_NODE,
                "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
                "bafkqaaik"
            })
    void takesAnyCanonicalIdentifierAsText(String text) {
        assertThat(CidText.parse(text)).hasToString(text);
    }

    @Test
    void tellsCanonicalTextsFromOthers() {
        assertThat(CidText.canonical(HELLO)).isTrue();
        assertThat(CidText.canonical("bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"))
                .isTrue();
        assertThat(CidText.canonical("zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7"))
                .isFalse();
        assertThat(CidText.canonical(HELLO.substring(0, 58))).isFalse();
        assertThat(CidText.canonical("baaaaaaa")).isFalse();
        assertThat(
                        CidText.canonical(
                                "b" + Base32.encode(new byte[] {1, 0x55, 0x12, (byte) 0x80, 0})))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short12",
                "cid:bafybei",
                "has space",
                "Qm345678",
                "bafy/abcd",
                "é1234567"
            })
    void refusesWhatIsNoIdentifierText(String text) {
        assertThat(CidText.canonical(text)).isFalse();
        assertThatThrownBy(() -> CidText.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void endsIdentifierTextsAt8And256Characters() {
        assertThat(CidText.valid("b".repeat(8))).isTrue();
        assertThat(CidText.valid("b".repeat(255))).isTrue();
        assertThat(CidText.valid("b".repeat(256))).isTrue();
        assertThat(CidText.valid("b".repeat(257))).isFalse();
    }

    @Property
    void base32DecodesWhatItEncoded(@ForAll byte[] bytes) {
        assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aaa", "aaaaaa", "ab", "A", "a=", "1", "0", "8", "9", "é", "aaé"})
    void base32RefusesOtherTexts(String text) {
        assertThatThrownBy(() -> Base32.decode(text)).isInstanceOf(SyntaxException.class);
    }
}
