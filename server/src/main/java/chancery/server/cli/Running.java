package chancery.server.cli;

import chancery.server.StartException;
import chancery.server.Wiring;
import chancery.server.config.ConfigException;
import chancery.server.config.ServerConfig;
import chancery.server.log.Logs;

import java.util.function.Supplier;

/// A server from its start to its end.
final class Running {
    private Running() {}

    /// Starts a server under these settings and stays until it is told to stop.
    static int run(Supplier<ServerConfig> settings) {
        ServerConfig config;
        try {
            config = settings.get();
        } catch (ConfigException e) {
            e.faults().forEach(fault -> System.err.println("chancery: " + fault));
            return ExitCode.CONFIG;
        }
        Logs logs = Logs.open(config.log().level(), System.err);
        var shutdown = new Shutdown(logs);
        try {
            Wiring wiring = Wiring.open(config, Version.text(), Running::fatal);
            shutdown.onStop(wiring::close);
            wiring.notes().forEach(System.err::println);
            System.out.println("READY " + wiring.url());
            System.out.flush();
        } catch (StartException e) {
            System.err.println("chancery: " + e.getMessage());
            logs.close(); // and with it the stream they go to
            return ExitCode.FAULT;
        }
        shutdown.await();
        return ExitCode.OK;
    }

    /// Ends the process at once: nothing that was not written before may be believed after.
    static void fatal(String line, Throwable cause) {
        System.err.println("chancery: " + line + ": " + cause);
        Runtime.getRuntime().halt(ExitCode.STORAGE);
    }
}
