package chancery.atproto.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

class DagCborTest {
    @ParameterizedTest
    @CsvSource({
        "f6, null",
        "f4, false",
        "f5, true",
        "00, 0",
        "17, 23",
        "1818, 24",
        "18ff, 255",
        "190100, 256",
        "1a00010000, 65536",
        "1b001fffffffffffff, 9007199254740991",
        "20, -1",
        "37, -24",
        "3818, -25",
        "3b001ffffffffffffe, -9007199254740991",
        "60, '\"\"'",
        "62c3a9, '\"é\"'",
        "64f09f9880, '\"😀\"'",
        "80, []",
        "a0, {}",
        "a2616580616cf6, '{\"e\":[],\"l\":null}'",
        "a2616202626161f5, '{\"b\":2,\"aa\":true}'",
        "43010203, '{\"$bytes\":\"AQID\"}'"
    })
    void writesAndReadsKnownBytes(String hex, String json) {
        Value value = DagJson.parse(json.getBytes(UTF_8));

        assertThat(HexFormat.of().formatHex(DagCbor.encode(value))).isEqualTo(hex);
        assertThat(decode(hex)).isEqualTo(value);
    }

    @Test
    void writesTheRecordOfTheReference() {
        Value note =
                Value.Map.builder()
                        .put("$type", "com.example.note")
                        .put("text", "hi")
                        .put("n", 5)
                        .build();

        assertThat(HexFormat.of().formatHex(DagCbor.encode(note)))
                .isEqualTo(
                        "a3616e0564746578746268696524747970"
                                + "6570636f6d2e6578616d706c652e6e6f7465");
        assertThat(DagCbor.cid(note))
                .hasToString("bafyreibxjpqtymrm3lgajoesanx5pug4b2jzvzgoie2qrqwrxh5z2bvjiu");
    }

    @Test
    void writesLinksAsTag42() {
        Cid cid = Cid.parse("bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm");

        byte[] bytes = DagCbor.encode(new Value.Link(cid));

        assertThat(HexFormat.of().formatHex(bytes)).startsWith("d82a58250001711220").hasSize(82);
        assertThat(DagCbor.decode(bytes)).isEqualTo(new Value.Link(cid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9fff", // indefinite array
                "5f4100ff", // indefinite bytes
                "7f6161ff", // indefinite text
                "bfff", // indefinite map
                "1800", // not the shortest
                "190001",
                "1a00000001",
                "1b0000000000000001",
                "3800",
                "5800",
                "7800",
                "9800",
                "b800",
                "f93c00", // floats
                "fa3f800000",
                "fb3ff0000000000000",
                "f97e00",
                "f97c00",
                "f7", // undefined and other simple values
                "e0",
                "f0",
                "f820",
                "f8ff",
                "ff",
                "c000", // other tags
                "d82b00",
                "d9002a5825000171122000",
                "d82a00",
                "d82a4100",
                "a10001", // keys that are no text
                "a1410001",
                "a1f601",
                "a2616201616102", // unsorted
                "a262616101616201",
                "a2616101616102", // twice
                "0000", // trailing
                "f6f6",
                "61ff", // not UTF-8
                "62c080",
                "63eda080",
                "64f4908080",
                "61c3",
                "", // ends too early
                "18",
                "19ff",
                "61",
                "4201",
                "81",
                "8201",
                "a1",
                "a16161",
                "1bffffffffffffffff", // beyond 64 bits with sign
                "3bffffffffffffffff",
                "1c",
                "1f",
                "3d"
            })
    void k3RefusesWhatIsNotCanonical(String hex) {
        assertThatThrownBy(() -> decode(hex))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("Invalid ");
    }

    @Test
    void k3RefusesALinkWithoutItsZero() {
        String link = "d82a5825" + "01" + "01711220" + "00".repeat(32);

        assertThatThrownBy(() -> decode(link)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void k1DepthBombIsRefusedAtOnce() {
        byte[] bomb = new byte[100_000];
        Arrays.fill(bomb, (byte) 0x81);

        assertThatThrownBy(() -> DagCbor.decode(bomb))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("at most 32 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9b7fffffffffffffff",
                "5bffffffffffffffff",
                "bb0000000100000000",
                "7bffffffffffffffff",
                "9a7fffffff",
                "ba7fffffff",
                "5a7fffffff",
                "98ff000000",
                "b81800"
            })
    void k2LengthLiesAreRefusedBeforeAnythingIsAllocated(String hex) {
        assertThatThrownBy(() -> decode(hex))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("ends inside the input");
    }

    @Test
    void endsAt32Levels() {
        assertThat(DagCbor.encode(nested(31))).hasSize(31);
        assertThat(DagCbor.decode(DagCbor.encode(nested(32)))).isEqualTo(nested(32));
        assertThatThrownBy(() -> decode("81".repeat(32) + "80"))
                .hasMessageContaining("at most 32 levels");
        assertThatThrownBy(() -> DagCbor.encode(nested(33)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid data: more than 32 levels");
    }

    @Test
    void endsAt131072Items() {
        assertThat(DagCbor.decode(DagCbor.encode(nulls(131_071)))).isEqualTo(nulls(131_071));
        assertThat(DagCbor.decode(DagCbor.encode(nulls(131_072)))).isEqualTo(nulls(131_072));
        byte[] tooMany = DagCbor.encode(nulls(131_073));
        assertThatThrownBy(() -> DagCbor.decode(tooMany))
                .hasMessageContaining("at most 131072 items");
    }

    @Test
    void endsKeysAt8192Bytes() {
        for (int length : new int[] {8_191, 8_192}) {
            Value map = Value.Map.of("k".repeat(length), Value.Null.NULL);
            assertThat(DagCbor.decode(DagCbor.encode(map))).isEqualTo(map);
        }
        byte[] tooLong = DagCbor.encode(Value.Map.of("k".repeat(8_193), Value.Null.NULL));
        assertThatThrownBy(() -> DagCbor.decode(tooLong))
                .hasMessageContaining("a key of at most 8192 bytes");
    }

    @Test
    void refusesToWriteHalfASurrogatePair() {
        assertThatThrownBy(() -> DagCbor.encode(new Value.Text("a\ud800b")))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> DagCbor.encode(new Value.Text("\udc00".repeat(300))))
                .isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 127, 128, 129, 255, 256, 65_535, 65_536})
    void writesTextsOfEveryLength(int length) {
        Value ascii = new Value.Text("x".repeat(length));
        Value wide = new Value.Text("x".repeat(length) + "é");

        assertThat(DagCbor.decode(DagCbor.encode(ascii))).isEqualTo(ascii);
        assertThat(DagCbor.decode(DagCbor.encode(wide))).isEqualTo(wide);
    }

    @Test
    void readsItemAfterItem() {
        CborReader in = new CborReader(HexFormat.of().parseHex("a1617401f6"));

        Value first = DagCbor.read(in, DataLimits.STANDARD);
        Value second = DagCbor.read(in, DataLimits.STANDARD);

        assertThat(first).isEqualTo(Value.Map.of("t", new Value.Int(1)));
        assertThat(second).isEqualTo(Value.Null.NULL);
        assertThat(in.exhausted()).isTrue();
    }

    @Test
    void sortsKeysOfAnyUnicodeByTheirBytes() {
        Value.Map map =
                Value.Map.builder()
                        .put("\ud83d\ude00", 4) // four bytes, above the next in UTF-8 alone
                        .put("\uffffz", 5)
                        .put("éa", 3)
                        .put("zz", 2)
                        .put("z", 1)
                        .build();

        assertThat(IntStream.range(0, 5).mapToObj(map::key))
                .containsExactly("z", "zz", "éa", "\uffffz", "\ud83d\ude00");
        assertThat(DagCbor.decode(DagCbor.encode(map))).isEqualTo(map);
    }

    private static Value nested(int levels) {
        Value value = new Value.Array(List.of());
        for (int i = 1; i < levels; i++) {
            value = new Value.Array(List.of(value));
        }
        return value;
    }

    private static Value nulls(int count) {
        return new Value.Array(Collections.nCopies(count, Value.Null.NULL));
    }

    private static Value decode(String hex) {
        return DagCbor.decode(HexFormat.of().parseHex(hex));
    }
}
