package chancery.server.cli;

import chancery.server.config.ServerConfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

/// Starts everything local and open.
@Command(
        name = "dev",
        sortOptions = false,
        description = {
            "Starts everything on this machine, open for development.",
            "",
            "Listens on loopback only. Has its own did:plc directory below /plc, handles under",
            ".test, and the accounts alice.test and bob.test with the password 'password'; the",
            "admin password is 'admin'. Prints READY and an address when requests are answered.",
            ""
        })
final class DevCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "2583",
            description = "Port to listen on; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./chancery-data",
            description = "Folder of all state. Default: ${DEFAULT-VALUE}.")
    private String data = "";

    @Option(
            names = "--allow",
            paramLabel = "HOST:PORT",
            description = {
                "A place with a private address that may be reached, such as a PDS on this",
                "machine. May be given again."
            })
    private List<String> allow = List.of();

    @Option(
            names = "--name-server",
            paramLabel = "HOST:PORT",
            defaultValue = "",
            description = {
                "The name server to ask, such as one of your own on this machine. Default: those",
                "of the machine."
            })
    private String nameServer = "";

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            System.err.println("chancery: --port is a number from 0 to 65535");
            return 2;
        }
        int chosen = port == 0 ? FreePort.find() : port;
        return Running.run(() -> ServerConfig.dev(chosen, data, allow, nameServer));
    }
}
