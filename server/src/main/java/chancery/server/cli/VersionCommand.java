package chancery.server.cli;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// Prints which program this is.
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println("chancery " + Version.text() + ", Java " + Runtime.version());
        return ExitCode.OK;
    }
}
