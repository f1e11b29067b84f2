package chancery.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// What is registered and set on a server that runs, as a folder.
@Command(
        name = "appview",
        sortOptions = false,
        description = {
            "Copies lexicons, scripts and settings of a server that runs to a folder, and back.",
            "The folder is made for version control: one file for each lexicon and script.",
            "Secrets, variables of scripts, users and clients are not among them.",
            ""
        },
        subcommands = {AppViewCommand.Export.class, AppViewCommand.Import.class},
        footer = {
            "",
            "For example:",
            "  chancery appview export ./my-app",
            "  CHANCERY_TOKEN=$(cat key) chancery appview import ./my-app --server"
                    + " https://app.example.com"
        })
final class AppViewCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return ExitCode.OK;
    }

    /// Out of the server.
    @Command(
            name = "export",
            sortOptions = false,
            description = {
                "Writes everything into a folder, which is made when it is missing.",
                ""
            })
    static final class Export implements Callable<Integer> {
        @Mixin private AdminClient client = new AdminClient();

        @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
        private Path folder = Path.of("");

        @Override
        public Integer call() {
            return Told.run(() -> new AppViewFolder(folder, client).export(System.out::println));
        }
    }

    /// Into the server.
    @Command(
            name = "import",
            sortOptions = false,
            description = {
                "Uploads everything in a folder. What the server has besides stays as it is.",
                ""
            })
    static final class Import implements Callable<Integer> {
        @Mixin private AdminClient client = new AdminClient();

        @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
        private Path folder = Path.of("");

        @Override
        public Integer call() {
            return Told.run(() -> new AppViewFolder(folder, client).load(System.out::println));
        }
    }
}
