package chancery.server.cli;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.SyntaxException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Lexicons of a server that runs.
@Command(
        name = "lexicon",
        sortOptions = false,
        description = {
            "Uploads and lists the lexicons of a server that runs.",
            "A lexicon of a record type makes the server index such records; one of a query or",
            "procedure makes an endpoint below /xrpc, answered by its script where it has one.",
            ""
        },
        subcommands = {LexiconCommand.Add.class, LexiconCommand.ListAll.class},
        footer = {
            "",
            "For example, against 'chancery dev':",
            "  chancery lexicon add note.json",
            "  chancery lexicon add --target com.example.note --script put.lua putNote.json",
            "  chancery lexicon list"
        })
final class LexiconCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return ExitCode.OK;
    }

    /// Uploads one.
    @Command(
            name = "add",
            sortOptions = false,
            description = {"Uploads a lexicon, in place of an earlier one of its name.", ""})
    static final class Add implements Callable<Integer> {
        @Mixin private AdminClient client = new AdminClient();

        @Option(
                names = "--script",
                paramLabel = "FILE",
                description = "Lua that answers a query or procedure by its function handle().")
        private Optional<Path> script = Optional.empty();

        @Option(
                names = "--hook",
                paramLabel = "FILE",
                description = "Lua that is asked before a record of this type is indexed.")
        private Optional<Path> hook = Optional.empty();

        @Option(
                names = "--target",
                paramLabel = "NSID",
                description = "The type of records that a query lists and a procedure writes.")
        private Optional<String> target = Optional.empty();

        @Option(
                names = "--action",
                paramLabel = "ACTION",
                description =
                        "What a procedure without a script does: create, update, delete,"
                                + " upsert.")
        private Optional<String> action = Optional.empty();

        @Parameters(index = "0", paramLabel = "FILE", description = "The lexicon, as JSON.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            return Told.run(
                    () -> {
                        Json.Members answer = upload();
                        System.out.println(
                                answer.text("id").orElse("?")
                                        + ", revision "
                                        + answer.integer("revision").orElse(0));
                    });
        }

        private Json.Members upload() throws AdminClient.ApiException, IOException {
            Json.Builder body = Json.Members.builder().put("lexicon_json", document());
            if (script.isPresent()) {
                body.put("script", Files.readString(script.get()));
            }
            if (hook.isPresent()) {
                body.put("index_hook", Files.readString(hook.get()));
            }
            body.putPresent("target_collection", target).putPresent("action", action);
            return AdminClient.object(client.call("POST", "/lexicons", Optional.of(body.build())));
        }

        private Json document() throws AdminClient.ApiException, IOException {
            try {
                return JsonText.parse(Files.readAllBytes(file));
            } catch (SyntaxException e) {
                throw new AdminClient.ApiException(file + ": " + e.getMessage());
            }
        }
    }

    /// Lists all.
    @Command(
            name = "list",
            sortOptions = false,
            description = {"Lists the lexicons.", ""})
    static final class ListAll implements Callable<Integer> {
        @Mixin private AdminClient client = new AdminClient();

        @Override
        public Integer call() {
            return Told.run(
                    () -> {
                        List<Json.Members> all =
                                AdminClient.objects(
                                        client.call("GET", "/lexicons", Optional.empty()));
                        all.forEach(lexicon -> System.out.println(line(lexicon)));
                        if (all.isEmpty()) {
                            System.err.println(
                                    "no lexicons; 'chancery lexicon add FILE' makes one");
                        }
                    });
        }

        private static String line(Json.Members lexicon) {
            String scripted =
                    lexicon.flag("has_script").orElse(false)
                            ? " scripted"
                            : lexicon.flag("has_index_hook").orElse(false) ? " hooked" : "";
            return "%-11s %s (revision %d%s)%s"
                    .formatted(
                            lexicon.text("lexicon_type").orElse("?"),
                            lexicon.text("id").orElse("?"),
                            lexicon.integer("revision").orElse(0),
                            scripted,
                            lexicon.text("target_collection").map(" -> "::concat).orElse(""));
        }
    }
}
