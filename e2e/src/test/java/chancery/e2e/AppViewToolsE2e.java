package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The commands that talk to the admin API of a server that runs.
@Tag("slow")
final class AppViewToolsE2e {
    private static final Duration COMMAND = Duration.ofMinutes(1);

    private static final String NOTE =
            """
            {"lexicon":1,"id":"com.example.tools.note","defs":{"main":{"type":"record","key":"any",
            "record":{"type":"object","required":["text"],"properties":{"text":{"type":"string"}}}}}}
            """;

    private static final String PUT =
            """
            {"lexicon":1,"id":"com.example.tools.put","defs":{"main":{"type":"procedure",
            "input":{"encoding":"application/json","schema":{"type":"object","properties":{}}},
            "output":{"encoding":"application/json"}}}}
            """;

    private static final String SCRIPT =
            """
            function handle()
              local note = Record(collection, { text = input.text })
              note:set_rkey("one")
              note:save()
              return { uri = note._uri }
            end
            """;

    @TempDir private static Path folder;
    private static Chancery server;

    @BeforeAll
    static void start() throws IOException {
        server = Chancery.dev(folder.resolve("data"));
        Files.writeString(folder.resolve("note.json"), NOTE);
        Files.writeString(folder.resolve("put.json"), PUT);
        Files.writeString(folder.resolve("put.lua"), SCRIPT);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Program run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.url()));
        return Chancery.run(all.toArray(String[]::new));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void addsLexiconsTriesScriptsAndCopiesBoth() throws IOException {
        Program note = run("lexicon", "add", file("note.json"));
        assertThat(note.exit(COMMAND)).as(note.output()).isZero();
        assertThat(note.printed()).isEqualTo("com.example.tools.note, revision 1\n");

        Program trial =
                run(
                        "script",
                        "test",
                        file("put.lua"),
                        "--input",
                        "{\"text\":\"hi\"}",
                        "--as",
                        "alice.test",
                        "--target",
                        "com.example.tools.note");
        assertThat(trial.exit(COMMAND)).as(trial.output()).isZero();
        assertThat(trial.printed())
                .startsWith("would create at://did:plc:")
                .contains("/com.example.tools.note/one {")
                .contains("\"text\":\"hi\"");
        assertThat(server.answer("/xrpc/com.atproto.sync.listRepos")).contains("did:plc:");

        Program put =
                run(
                        "lexicon",
                        "add",
                        file("put.json"),
                        "--script",
                        file("put.lua"),
                        "--target",
                        "com.example.tools.note");
        assertThat(put.exit(COMMAND)).as(put.output()).isZero();
        Program list = run("lexicon", "list");
        assertThat(list.exit(COMMAND)).as(list.output()).isZero();
        assertThat(list.printed())
                .contains("procedure   com.example.tools.put (revision 1 scripted)")
                .contains("record      xyz.statusphere.status (revision 1)");

        Program out = run("appview", "export", file("app"));
        assertThat(out.exit(COMMAND)).as(out.output()).isZero();
        Path script = folder.resolve("app/lexicons/com.example.tools.put.script.lua");
        assertThat(script).hasContent(SCRIPT);
        Program in = run("appview", "import", file("app"));
        assertThat(in.exit(COMMAND)).as(in.output()).isZero();
        assertThat(in.printed()).contains("lexicon com.example.tools.put");
    }

    @Test
    void triesUpsertsIntoStreams() throws IOException {
        Files.writeString(
                folder.resolve("stream.lua"),
                """
                function handle()
                  streams.upsert("events", { items = { {
                    space = "demo", externalId = "tried", sources = { {
                      source = { space = "demo", externalId = "reading" },
                      properties = { sensor = "hall", value = 21 } } } } } })
                  local count = { aggregates = { n = { count = {} } } }
                  return { streams.filter("events", {}).items,
                    streams.aggregate("at-xyz_statusphere_status", count).aggregates.n }
                end
                """);

        Program trial = run("script", "test", file("stream.lua"));

        assertThat(trial.exit(COMMAND)).as(trial.output()).isZero();
        assertThat(trial.printed())
                .startsWith("would upsert into the stream events [{\"externalId\":\"tried\"")
                .endsWith("\n[[],{\"count\":0}]\n");
    }

    @Test
    void saysInOneLineWhyItCannot() throws IOException {
        Files.writeString(folder.resolve("broken.lua"), "function handle() error('no') end");

        Program absent = run("lexicon", "add", file("absent.json"));
        Program broken = run("script", "test", file("broken.lua"));
        Program nobody = run("script", "test", file("put.lua"), "--as", "did:web:nobody.test");

        assertThat(absent.exit(COMMAND)).isEqualTo(1);
        assertThat(absent.complained()).contains("chancery: there is no file ");
        assertThat(broken.exit(COMMAND)).isEqualTo(1);
        assertThat(broken.complained()).startsWith("chancery: runtime: line 1: no");
        assertThat(nobody.exit(COMMAND)).isEqualTo(1);
        assertThat(nobody.complained()).contains("400: ").contains("nobody.test");
    }
}
