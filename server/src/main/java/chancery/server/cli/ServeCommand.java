package chancery.server.cli;

import chancery.server.config.Environment;
import chancery.server.config.ServerConfig;
import chancery.server.config.TomlFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Starts a server for production.
@Command(
        name = "serve",
        description = {
            "Starts a server for production.",
            "",
            "Every setting may stand in the file, or in the environment under its name in"
                    + " capitals:",
            "pds.public-url is PDS_PUBLIC_URL. Secrets never stand in the file: name a file of"
                    + " mode",
            "0600 with pds.admin-password-file, set PDS_ADMIN_PASSWORD, or use a systemd"
                    + " credential.",
            "All faults are reported at once, with exit code 78.",
            ""
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The settings, as TOML.")
    private Path config = Path.of("chancery.toml");

    @Override
    public Integer call() {
        return Running.run(
                () -> ServerConfig.serve(TomlFile.read(config), Environment.ofProcess()));
    }
}
