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
import java.util.Optional;
import java.util.concurrent.Callable;

/// Scripts of a server that runs.
@Command(
        name = "script",
        sortOptions = false,
        description = {"Tries scripts out on a server that runs.", ""},
        subcommands = {ScriptCommand.Test.class},
        footer = {
            "",
            "For example, against 'chancery dev':",
            "  chancery script test put.lua --input '{\"text\":\"hello\"}' --as alice.test"
        })
final class ScriptCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return ExitCode.OK;
    }

    /// Runs one without consequences.
    @Command(
            name = "test",
            sortOptions = false,
            description = {
                "Runs a script with all that the server knows, and writes nothing: prints what it",
                "would write, then what it answers. Requests to elsewhere are made only by"
                        + " http.get",
                "and http.head. Exit code 1 when the script fails.",
                ""
            })
    static final class Test implements Callable<Integer> {
        @Mixin private AdminClient client = new AdminClient();

        @Option(
                names = "--input",
                paramLabel = "JSON",
                defaultValue = "{}",
                description = "What the caller sends. Default: ${DEFAULT-VALUE}.")
        private String input = "{}";

        @Option(
                names = "--params",
                paramLabel = "JSON",
                defaultValue = "{}",
                description = "Parameters of the query, an object. Default: ${DEFAULT-VALUE}.")
        private String params = "{}";

        @Option(
                names = "--as",
                paramLabel = "HANDLE",
                description = "Who calls: a handle or a DID; nobody by default.")
        private Optional<String> as = Optional.empty();

        @Option(
                names = "--target",
                paramLabel = "NSID",
                description = "The type of records that the lexicon names as its target.")
        private Optional<String> target = Optional.empty();

        @Parameters(index = "0", paramLabel = "FILE", description = "The script.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            boolean[] answered = {false};
            int code =
                    Told.run(
                            () -> {
                                Json.Members trial = trial();
                                trial.items("writes")
                                        .ifPresent(
                                                writes ->
                                                        writes.forEach(
                                                                write ->
                                                                        System.out.println(
                                                                                line(write))));
                                answered[0] = trial.contains("result");
                                if (answered[0]) {
                                    System.out.println(trial.find("result").orElseThrow().write());
                                } else {
                                    System.err.println("chancery: " + failure(trial));
                                }
                            });
            return code == ExitCode.OK && !answered[0] ? ExitCode.FAULT : code;
        }

        private Json.Members trial() throws AdminClient.ApiException, IOException {
            Json body =
                    Json.Members.builder()
                            .put("script", Files.readString(file))
                            .put("input", parsed("--input", input))
                            .put("params", parsed("--params", params))
                            .putPresent("as", as)
                            .putPresent("target_collection", target)
                            .build();
            return AdminClient.object(client.call("POST", "/scripts/test", Optional.of(body)));
        }

        private static Json parsed(String option, String text) throws AdminClient.ApiException {
            try {
                return JsonText.parse(text);
            } catch (SyntaxException e) {
                throw new AdminClient.ApiException(option + ": " + e.getMessage());
            }
        }

        private static String line(Json write) {
            Json.Members object = write instanceof Json.Members m ? m : Json.Members.EMPTY;
            return "would "
                    + object.text("action").orElse("?")
                    + " "
                    + object.text("uri")
                            .orElseGet(() -> "into the stream " + object.text("stream").orElse("?"))
                    + object.find("record").map(record -> " " + record.write()).orElse("")
                    + object.find("items").map(items -> " " + items.write()).orElse("");
        }

        private static String failure(Json.Members trial) {
            Json.Members error = trial.object("error").orElse(Json.Members.EMPTY);
            String line =
                    error.integer("line").isPresent()
                            ? "line " + error.integer("line").getAsLong() + ": "
                            : "";
            return error.text("errorType").orElse("error")
                    + ": "
                    + line
                    + error.text("message").orElse("no reason");
        }
    }
}
