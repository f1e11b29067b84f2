package chancery.atproto.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// JSON that is built to hurt, named after the threats K1 to K6. The limit on CPU time is far below
/// what a quadratic reader would take, and the same on a machine with other work.
class HostileJsonTest {
    private static final DataLimits LIMITS = DataLimits.STANDARD;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration CPU_MAX = Duration.ofSeconds(2);

    private long begin;

    @BeforeEach
    void beginToMeasure() {
        begin = THREADS.getCurrentThreadCpuTime();
    }

    @AfterEach
    void requireLittleTime() {
        Duration used = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin);

        assertThat(used).isLessThan(CPU_MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"$link\":"})
    void k1DepthBombIsRefusedAtOnce(String level) {
        assertThatThrownBy(() -> parse(level.repeat(100_000)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("Too many levels")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void k1EndsAt32Levels() {
        assertThat(parse("[".repeat(31) + "]".repeat(31))).isInstanceOf(Value.Array.class);
        assertThat(parse("[".repeat(32) + "]".repeat(32))).isInstanceOf(Value.Array.class);
        assertThatThrownBy(() -> parse("[".repeat(33) + "]".repeat(33)))
                .hasMessageContaining("Too many levels");
        assertThatThrownBy(() -> parse("{\"a\":".repeat(32) + "{}" + "}".repeat(32)))
                .hasMessageContaining("Too many levels");
    }

    @Test
    void k1EndsAt36LevelsInAnEnvelope() {
        byte[] most = ("[".repeat(36) + "]".repeat(36)).getBytes(UTF_8);
        byte[] more = ("[".repeat(37) + "]".repeat(37)).getBytes(UTF_8);

        assertThat(DagJson.parse(most, DataLimits.ENVELOPE)).isInstanceOf(Value.Array.class);
        assertThatThrownBy(() -> DagJson.parse(more, DataLimits.ENVELOPE))
                .hasMessageContaining("Too many levels");
        assertThatThrownBy(() -> LIMITS.withDepthMax(513))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void k1CountsLinksAndBytesAsValuesAndNotAsLevels() {
        String bytes = "[".repeat(32) + "{\"$bytes\":\"AQ\"}" + "]".repeat(32);

        assertThat(DagCbor.encode(parse(bytes))).hasSize(34);
    }

    @Test
    void k2EndsAt131072Items() {
        assertThat(parse(array(131_071))).isInstanceOf(Value.Array.class);
        assertThat(parse(array(131_072))).isInstanceOf(Value.Array.class);
        assertThatThrownBy(() -> parse(array(131_073)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("More than 131072 items at $");
    }

    @Test
    void k2EndsAtTheBytesOfADocument() {
        DataLimits limits = LIMITS.withJsonBytesMax(10);

        assertThat(DagJson.parse("\"1234567\"".getBytes(UTF_8), limits)).isNotNull();
        assertThat(DagJson.parse("\"12345678\"".getBytes(UTF_8), limits)).isNotNull();
        assertThatThrownBy(() -> DagJson.parse("\"123456789\"".getBytes(UTF_8), limits))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid JSON: expected at most 10 bytes");
    }

    @Test
    void k2EndsTextsAtTheirLimit() {
        DataLimits limits = new DataLimits(4, 4, 4, 5, 4, 100);

        assertThat(DagJson.parse("\"1234\"".getBytes(UTF_8), limits)).isNotNull();
        assertThat(DagJson.parse("\"12345\"".getBytes(UTF_8), limits)).isNotNull();
        assertThatThrownBy(() -> DagJson.parse("\"123456\"".getBytes(UTF_8), limits))
                .hasMessage("Expected string of at most 5 characters at $");
    }

    @Test
    void k2EndsKeysAt8192Bytes() {
        assertThat(parse("{\"" + "k".repeat(8_191) + "\":1}")).isNotNull();
        assertThat(parse("{\"" + "k".repeat(8_192) + "\":1}")).isNotNull();
        assertThatThrownBy(() -> parse("{\"" + "k".repeat(8_193) + "\":1}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Key of more than 8192 bytes at $");
        assertThatThrownBy(() -> parse("{\"" + "é".repeat(4_097) + "\":1}"))
                .hasMessage("Key of more than 8192 bytes at $");
        assertThatThrownBy(() -> parse("{\"" + "k".repeat(1_000_000) + "\":1}"))
                .isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":2,\"a\":1}",
                "{\"\":1,\"\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"$type\":\"x\",\"$type\":\"y\"}",
                "{\"$link\":\"x\",\"$link\":\"y\"}"
            })
    void k4DuplicateKeysAreRefused(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("Duplicate key \"");
    }

    @Test
    void k4FindsADuplicateAmongMany() {
        String keys =
                IntStream.range(0, 50_000)
                        .mapToObj(i -> "\"" + (i * 7_919 % 49_999) + "\":0")
                        .collect(Collectors.joining(","));

        assertThatThrownBy(() -> parse("{" + keys + "}")).hasMessage("Duplicate key \"0\" at $");
    }

    @Test
    void k4SortsManyKeysInDescendingOrderQuickly() {
        String keys =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "\"" + (999_999 - i) + "\":0")
                        .collect(Collectors.joining(","));

        Value.Map map = (Value.Map) parse("{" + keys + "}");

        assertThat(map.size()).isEqualTo(100_000);
        assertThat(map.key(0)).isEqualTo("900000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "0.1e1000000000000"})
    void k5ExponentsAreNotExpanded(String json) {
        assertThat(Outcomes.jsonRefusedOrStable(json.getBytes(UTF_8))).isTrue();
    }

    @Test
    void k5NumbersOfAMillionDigitsAreRefused() {
        assertThatThrownBy(() -> parse("1".repeat(1_000_000))).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> parse("0." + "1".repeat(1_000_000)))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void k5EndsNumbersAt64Characters() {
        assertThat(parse("1." + "0".repeat(61))).isEqualTo(new Value.Int(1));
        assertThat(parse("1." + "0".repeat(62))).isEqualTo(new Value.Int(1));
        assertThatThrownBy(() -> parse("1." + "0".repeat(63)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Expected number of at most 64 characters at $");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud83d\"", "\"\\ud83dx\""})
    void k6LoneSurrogatesAreRefused(String json) {
        assertThatThrownBy(() -> parse("{\"a\":" + json + "}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Expected string without lone surrogates at $.a");
        assertThatThrownBy(() -> parse("{" + json + ":1}"))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("Invalid JSON at byte ");
    }

    @Test
    void k6PairsAndZerosAreKept() {
        assertThat(parse("\"\\ud83d\\ude00\\u0000\"")).isEqualTo(new Value.Text("😀\0"));
    }

    @Test
    void k6AMillionCombiningMarksTakeLinearTime() {
        Value.Text text = (Value.Text) parse("\"e" + "\u0301".repeat(1_000_000) + "\"");

        assertThat(text.value()).hasSize(1_000_001);
    }

    private static String array(int items) {
        return "[" + "0,".repeat(items - 1) + "0]";
    }

    private static Value parse(String json) {
        return DagJson.parse(json.getBytes(UTF_8), LIMITS);
    }
}
