package chancery.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Batches of lines, and what is said about those that are wrong.
final class RecordImportTest {
    private final List<Json> batches = new ArrayList<>();

    private Optional<String> keep(Json body) {
        batches.add(body);
        return Optional.empty();
    }

    private static RecordLines lines(String text) {
        return new RecordLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"externalId\":\"r" + i + "\",\"properties\":{\"value\":1}}\n")
                .collect(Collectors.joining());
    }

    private static RecordImport to(RecordImport.Target target) {
        return with(target, new Progress(Optional.empty(), 0, System::nanoTime));
    }

    private static RecordImport with(RecordImport.Target target, Progress progress) {
        ContainerId container = new ContainerId(new SpaceId("demo"), "reading");
        return new RecordImport("house", container, target, progress);
    }

    private List<Integer> sizes() {
        return batches.stream()
                .map(body -> ((Json.Members) body).find("items").orElseThrow())
                .map(items -> ((Json.Array) items).items().size())
                .toList();
    }

    @Test
    void makesItemsOfLines() throws Exception {
        to(this::keep).run(lines("{\"externalId\":\"a\",\"properties\":{\"value\":1}}"));

        assertThat(batches)
                .containsExactly(
                        JsonText.parse(
                                """
                                {"items":[{"space":"house","externalId":"a","sources":[
                                  {"source":{"type":"container","space":"demo",
                                   "externalId":"reading"},"properties":{"value":1}}]}]}
                                """));
    }

    @Test
    void sendsOneThousandRecordsAtATime() throws Exception {
        assertThat(to(this::keep).run(lines(records(1_000)))).isEqualTo(1_000);
        assertThat(to(this::keep).run(lines(records(1_001)))).isEqualTo(1_001);

        assertThat(sizes()).containsExactly(1_000, 1_000, 1);
    }

    @Test
    void sendsFourMillionBytesAtATime() throws Exception {
        String line = "{\"externalId\":\"%s\",\"properties\":{\"value\":\"%s\"}}\n";
        int around = line.formatted("a", "").length() - 1;
        String half = "x".repeat(2_000_000 - around);

        to(this::keep).run(lines(line.formatted("a", half) + line.formatted("b", half)));
        to(this::keep).run(lines(line.formatted("a", half) + line.formatted("b", half + "x")));

        assertThat(sizes()).containsExactly(2, 1, 1);
    }

    @Test
    void keepsTheOrderOfLinesForOneRecord() throws Exception {
        to(this::keep).run(lines(records(3) + records(1)));

        assertThat(sizes()).containsExactly(3, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"externalId":"b"                                 | line 4: Malformed JSON
                    [1]                                               | line 4: must be an object
                    {"externalId":"b"}                                | line 4: properties is missing
                    {"properties":{"value":1}}                        | line 4: externalId is missing
                    {"externalId":"","properties":{"value":1}}        | line 4: externalId must have 1
                    {"externalId":"b","properties":{},"space":"demo"} | line 4: space is not known
                    """)
    void namesTheLineThatIsWrong(String line, String expected) {
        assertThatThrownBy(() -> to(this::keep).run(lines(records(2) + "  \r\n" + line + "\n")))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith(expected)
                .hasMessageEndingWith("; nothing was stored");
        assertThat(batches).isEmpty();
    }

    @Test
    void namesTheLineOfAnItemThatIsRefused() {
        RecordImport.Target target =
                body ->
                        keep(body).isEmpty() && batches.size() == 1
                                ? Optional.empty()
                                : Optional.of("items[2].sources[0].properties.value is bad (400)");

        assertThatThrownBy(() -> to(target).run(lines("\n" + records(1_010))))
                .hasMessage(
                        "line 1004: properties.value is bad (400);"
                                + " the 1000 records of earlier batches are stored");
    }

    @Test
    void saysWhatIsAboutNoLine() {
        assertThatThrownBy(
                        () -> to(_ -> Optional.of("Stream not found (404)")).run(lines(records(1))))
                .hasMessage("Stream not found (404); nothing was stored");
    }

    @Test
    void readsLinesUpToTheirLimit() throws Exception {
        String most = "x".repeat(RecordLines.BYTES_MAX);

        assertThat(lines(most + "\n").next().orElseThrow().bytes()).hasSize(RecordLines.BYTES_MAX);
        assertThatThrownBy(() -> lines(most + "x\n").next())
                .hasMessage("line 1: longer than 5000000 bytes");
    }

    @Test
    void showsHowFarItIs() throws Exception {
        var terminal = new ByteArrayOutputStream();
        var nanos = new AtomicLong();
        String text = records(2_000);
        Progress progress =
                new Progress(
                        Optional.of(new PrintStream(terminal, true, StandardCharsets.UTF_8)),
                        text.length(),
                        () -> nanos.getAndAdd(Duration.ofSeconds(1).toNanos()));

        with(this::keep, progress).run(lines(text));

        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .contains("] 100 %  2,000 records, 1,000/s, 0 s left")
                .contains("1,000 records, 1,000/s")
                .endsWith("\r");
    }
}
