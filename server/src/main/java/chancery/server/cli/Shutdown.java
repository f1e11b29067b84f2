package chancery.server.cli;

import chancery.server.log.Logs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// Turns SIGTERM into an orderly end with exit code 0. Before anything runs, or the second time, it
/// ends at once.
final class Shutdown {
    private final AtomicReference<Runnable> work = new AtomicReference<>(() -> {});
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Logs logs;

    Shutdown(Logs logs) {
        this.logs = logs;
    }

    /// What is done on a stop.
    void onStop(Runnable close) {
        work.set(close);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "shutdown"));
    }

    /// Waits for the stop.
    void await() {
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        work.get().run();
        logs.close();
        stopped.countDown();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
