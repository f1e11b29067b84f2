package chancery.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.server.Servers;
import chancery.server.Wiring;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files of records, imported into a server that runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamCommandTest {
    private static final String RECORDS = "/api/v1/projects/dev/streams/events/records";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
    private Wiring server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = Servers.start(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void listen() throws Exception {
        printed.reset();
        complained.reset();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
    }

    private static String line(String id, String value) {
        return "{\"externalId\":\""
                + id
                + "\",\"properties\":{\"sensor\":\"hall\",\"value\":"
                + value
                + "}}\n";
    }

    private static String lines(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line(prefix + i, Integer.toString(i)))
                .collect(Collectors.joining());
    }

    private int load(String file, String stream) {
        return Main.run(
                "stream",
                "import",
                file,
                "--stream",
                stream,
                "--space",
                "demo",
                "--container",
                "reading",
                "--server",
                server.url().toString());
    }

    private int load(Path folder, String lines) throws Exception {
        Path file = folder.resolve("records.ndjson");
        Files.writeString(file, lines);
        return load(file.toString(), "events");
    }

    private String post(String path, String json) throws Exception {
        return Servers.post(server, RECORDS + path, json, Map.of("authorization", "Bearer dev"))
                .body();
    }

    private String count(String prefix) throws Exception {
        return post(
                "/-/count",
                "{\"filter\":{\"prefix\":{\"property\":[\"externalId\"],\"value\":\""
                        + prefix
                        + "\"}}}");
    }

    private String complaint() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    @Test
    void importsAFile(@TempDir Path folder) throws Exception {
        int code = load(folder, lines("many", 2_500) + "\n" + line("many7", "70.5"));

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("2501 records upserted into events\n");
        assertThat(complaint()).isEmpty();
        assertThat(count("many")).isEqualTo("{\"count\":2500}");
        assertThat(
                        post(
                                "/-/byids",
                                """
                                {"items":[{"space":"demo","externalId":"many7"}],"sources":[{"source":
                                  {"type":"container","space":"demo","externalId":"reading"},
                                  "properties":["value"]}]}
                                """))
                .contains("\"value\":70.5");
    }

    @Test
    void importsStandardInput() throws Exception {
        System.setIn(new ByteArrayInputStream(line("piped", "1").getBytes(StandardCharsets.UTF_8)));

        assertThat(load("-", "events")).isZero();

        assertThat(count("piped")).isEqualTo("{\"count\":1}");
    }

    @Test
    void namesTheLineThatTheServerRefuses(@TempDir Path folder) throws Exception {
        int code = load(folder, lines("some", 1_001) + line("bad", "\"warm\""));

        assertThat(code).isEqualTo(1);
        assertThat(complaint())
                .startsWith("chancery: line 1002: properties.value ")
                .endsWith("(400); the 1000 records of earlier batches are stored\n");
        assertThat(count("some")).isEqualTo("{\"count\":1000}");
    }

    @Test
    void saysWhatIsNotThere(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("records.ndjson");

        assertThat(load(file.toString(), "events")).isEqualTo(1);
        assertThat(complaint()).contains("there is no file").contains("records.ndjson");

        Files.writeString(file, line("a", "1"));
        assertThat(load(file.toString(), "nothing")).isEqualTo(1);
        assertThat(complaint()).contains("Stream not found: nothing (404); nothing was stored");
    }

    @Test
    void saysThatNobodyAnswers() {
        System.setIn(new ByteArrayInputStream(line("a", "1").getBytes(StandardCharsets.UTF_8)));

        int code =
                Main.run(
                        "stream",
                        "import",
                        "-",
                        "--stream=events",
                        "--space=demo",
                        "--container=demo/reading",
                        "--server=http://localhost:1");

        assertThat(code).isEqualTo(1);
        assertThat(complaint()).contains("cannot reach http://localhost:1");
    }

    @Test
    void refusesNamesThatNothingCanHave() {
        int code =
                Main.run(
                        "stream",
                        "import",
                        "-",
                        "--stream=events",
                        "--space=no space",
                        "--container=reading");

        assertThat(code).isEqualTo(1);
        assertThat(complaint()).contains("space");
    }

    @Test
    void helpTeaches() {
        assertThat(Main.run("stream", "import", "--help")).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("--stream", "--space", "--container", "\"externalId\"", "zcat");
    }
}
