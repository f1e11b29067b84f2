package chancery.server.cli;

import chancery.server.log.Logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;

/// Does something for a person, and says in one line why it could not be done.
final class Told {
    /// Nothing is logged: requests carry a token.
    private static final String LEVEL = "error";

    private Told() {}

    /// What is done.
    @FunctionalInterface
    interface Work {
        void run() throws AdminClient.ApiException, IOException;
    }

    /// The exit code.
    static int run(Work work) {
        try (Logs _ = Logs.open(LEVEL, OutputStream.nullOutputStream())) {
            work.run();
            return ExitCode.OK;
        } catch (AdminClient.ApiException e) {
            System.err.println("chancery: " + e.getMessage());
        } catch (NoSuchFileException e) {
            System.err.println("chancery: there is no file " + e.getMessage());
        } catch (IOException e) {
            System.err.println("chancery: cannot read or write " + e.getMessage());
        }
        return ExitCode.FAULT;
    }
}
