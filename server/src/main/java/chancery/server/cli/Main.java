package chancery.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.Objects;
import java.util.concurrent.Callable;

/// The program.
@Command(
        name = "chancery",
        description = {
            "A record server: personal data server of the AT Protocol, on one directory.",
            ""
        },
        subcommands = {
            DevCommand.class,
            AppViewCommand.class,
            LexiconCommand.class,
            LuaCommand.class,
            ScriptCommand.class,
            ServeCommand.class,
            StreamCommand.class,
            VerifyCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Try it:",
            "  chancery dev",
            "starts everything on this machine, with the accounts alice.test and bob.test,",
            "password 'password', and prints READY and an address. Then, in another window:",
            "  curl http://localhost:2583/xrpc/com.atproto.server.describeServer",
            "",
            "'chancery COMMAND --help' says more about a command.",
            "Exit codes: 1 something is taken or a fault was found, 2 wrong arguments, 3 a script",
            "broke its budget, 74 the disk failed, 78 the configuration is wrong."
        })
public final class Main implements Callable<Integer> {
    private Main() {}

    /// Runs the command that the arguments name.
    public static void main(String[] args) {
        int code = run(args);
        System.exit(code);
    }

    /// Runs a command and answers its exit code.
    static int run(String... args) {
        CommandLine program = new CommandLine(new Main()).setExpandAtFiles(false);
        // What follows a script is the script's.
        Objects.requireNonNull(program.getSubcommands().get("lua")).setStopAtPositional(true);
        help(program);
        return program.execute(args);
    }

    /// Gives a command and all below it an option that explains them.
    private static void help(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(
                            CommandLine.Model.OptionSpec.builder("--help")
                                    .usageHelp(true)
                                    .description("Says this.")
                                    .build());
        }
        command.getSubcommands().values().forEach(Main::help);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return ExitCode.OK;
    }
}
