package chancery.server.cli;

import chancery.atproto.net.Fetch;
import chancery.server.cli.AdminClient.ApiException;
import chancery.server.records.ImportException;
import chancery.server.records.Progress;
import chancery.server.records.RecordImport;
import chancery.server.records.RecordLines;
import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Streams of a server that runs.
@Command(
        name = "stream",
        sortOptions = false,
        description = {"Fills the streams of records of a server that runs.", ""},
        subcommands = {StreamCommand.Import.class},
        footer = {
            "",
            "For example, against 'chancery dev':",
            "  chancery stream import readings.ndjson --stream events --space demo"
                    + " --container reading"
        })
final class StreamCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return ExitCode.OK;
    }

    /// Records out of a file.
    @Command(
            name = "import",
            sortOptions = false,
            description = {
                "Upserts the records of a file, 1,000 in a request: one JSON object on each line,"
                        + " as",
                "",
                "  {\"externalId\":\"r1\",\"properties\":{\"sensor\":\"hall\",\"value\":21.5}}",
                "",
                "Records that are there already are replaced whole, so a file can be imported"
                        + " again.",
                "Of two lines for one record the later one counts; blank lines are left out. At"
                        + " the",
                "first mistake the import ends and names the line: of the batch that has it"
                        + " nothing",
                "is stored.",
                ""
            },
            footer = {
                "",
                "For example, against 'chancery dev':",
                "  chancery stream import readings.ndjson --stream events --space demo"
                        + " --container reading",
                "  zcat old.ndjson.gz | chancery stream import - --stream events --space demo"
                        + " --container reading"
            })
    static final class Import implements Callable<Integer> {
        private static final int ATTEMPTS = 30;
        private static final int TOO_MANY = 429;
        private static final int UNAVAILABLE = 503;
        private static final int WAIT_SECONDS_MAX = 60;

        @Parameters(
                index = "0",
                paramLabel = "FILE",
                description = "The records; - is standard input.")
        private String file = "-";

        @Option(
                names = "--stream",
                paramLabel = "STREAM",
                required = true,
                description = "The stream they go to.")
        private String stream = "";

        @Option(
                names = "--space",
                paramLabel = "SPACE",
                required = true,
                description = "The space of the records.")
        private String space = "";

        @Option(
                names = "--container",
                paramLabel = "CONTAINER",
                required = true,
                description = {
                    "The container of their properties, in that space; one of another",
                    "space is OTHER/CONTAINER."
                })
        private String container = "";

        @Option(
                names = "--project",
                paramLabel = "PROJECT",
                defaultValue = "dev",
                description = "The project of the stream. Default: ${DEFAULT-VALUE}.")
        private String project = "dev";

        @Option(
                names = "--server",
                paramLabel = "URL",
                defaultValue = "http://localhost:2583",
                description = {
                    "The server to talk to. Default: ${DEFAULT-VALUE}.",
                    "The token comes from CHANCERY_TOKEN, and may write to the space.",
                    "Without it, it is that of the development mode."
                })
        private URI server = URI.create("http://localhost:2583");

        @Override
        public Integer call() {
            return Told.run(
                    () -> {
                        long records = load();
                        System.out.println(records + " records upserted into " + stream);
                    });
        }

        private long load() throws ApiException, IOException {
            ContainerId source = source();
            try (InputStream in =
                            file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
                    ServerCalls calls = new ServerCalls(server)) {
                return new RecordImport(space, source, body -> upsert(calls, body), progress())
                        .run(new RecordLines(in));
            } catch (ImportException e) {
                throw new ApiException(String.valueOf(e.getMessage()));
            }
        }

        private ContainerId source() throws ApiException {
            int slash = container.indexOf('/');
            try {
                SpaceId records = new SpaceId(space);
                return slash < 0
                        ? new ContainerId(records, container)
                        : new ContainerId(
                                new SpaceId(container.substring(0, slash)),
                                container.substring(slash + 1));
            } catch (Fault fault) {
                throw new ApiException(fault.text());
            }
        }

        private Progress progress() throws IOException {
            boolean terminal =
                    Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
            long bytes = file.equals("-") ? 0 : Files.size(Path.of(file));
            return new Progress(
                    terminal ? Optional.<PrintStream>of(System.err) : Optional.empty(),
                    bytes,
                    System::nanoTime);
        }

        /// Sends a batch, again after a while when the server has too much to do.
        private Optional<String> upsert(ServerCalls calls, Json body) throws ImportException {
            byte[] bytes = body.write().getBytes(StandardCharsets.UTF_8);
            String path =
                    "/api/v1/projects/"
                            + AdminClient.quoted(project)
                            + "/streams/"
                            + AdminClient.quoted(stream)
                            + "/records/upsert";
            try {
                Fetch.Answer answer = calls.send("POST", path, Optional.of(bytes));
                for (int i = 1; busy(answer) && i < ATTEMPTS; i++) {
                    Thread.sleep(pause(answer));
                    answer = calls.send("POST", path, Optional.of(bytes));
                }
                return refusal(answer);
            } catch (ApiException e) {
                throw new ImportException(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ImportException("interrupted");
            }
        }

        private static boolean busy(Fetch.Answer answer) {
            return answer.status() == TOO_MANY || answer.status() == UNAVAILABLE;
        }

        private static Duration pause(Fetch.Answer answer) {
            String text = answer.headers().getOrDefault("retry-after", "1");
            try {
                int seconds = Integer.parseInt(text);
                return Duration.ofSeconds(Math.clamp(seconds, 1, WAIT_SECONDS_MAX));
            } catch (NumberFormatException date) {
                return Duration.ofSeconds(1);
            }
        }

        private static Optional<String> refusal(Fetch.Answer answer) {
            if (answer.status() >= 200 && answer.status() < 300) {
                return Optional.empty();
            }
            return Optional.of(reason(answer).orElse("no reason") + " (" + answer.status() + ")");
        }

        private static Optional<String> reason(Fetch.Answer answer) {
            try {
                return JsonText.parse(answer.body()) instanceof Json.Members body
                                && body.find("error").orElse(Json.Null.NULL)
                                        instanceof Json.Members error
                                && error.find("message").orElse(Json.Null.NULL)
                                        instanceof Json.Text(var message)
                        ? Optional.of(message)
                        : Optional.empty();
            } catch (Fault malformed) {
                return Optional.empty();
            }
        }
    }
}
