package chancery.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The background work of a process: named loops, each on a virtual thread of its own, stopped
/// together. A turn that fails is logged and the loop goes on after a moment; a broken invariant of
/// our own ends the process through `fatal`. A turn that the stop cuts short may fail in many ways;
/// that is not worth a word.
public final class Loops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMillis(200);

    /// One turn of a loop. An interrupt means stop.
    @FunctionalInterface
    public interface Turn {
        void run() throws InterruptedException;
    }

    /// What is told about a broken invariant.
    @FunctionalInterface
    public interface Fatal {
        void failed(String loop, Throwable cause);
    }

    private final Fatal fatal;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Loops(Fatal fatal) {
        this.fatal = fatal;
    }

    /// Runs the turn again and again, with this pause between two turns.
    public void every(String name, Duration pause, Turn turn) {
        start(
                name,
                () -> {
                    Thread.sleep(pause);
                    turn.run();
                });
    }

    /// Runs the turn again and again without a pause; the turn waits by itself.
    public void start(String name, Turn turn) {
        launch(name, () -> repeat(name, turn));
    }

    /// Runs the turn one time.
    public void once(String name, Turn turn) {
        launch(name, () -> attempt(name, turn));
    }

    private synchronized void launch(String name, Runnable work) {
        if (stopped) {
            throw new IllegalStateException("loop " + name + " started after the stop");
        }
        threads.add(Thread.ofVirtual().name(name).start(work));
    }

    private void repeat(String name, Turn turn) {
        boolean goesOn = true;
        while (goesOn && !stopped) {
            goesOn =
                    switch (attempt(name, turn)) {
                        case DONE -> true;
                        case FAILED -> rested();
                        case OVER -> false;
                    };
        }
    }

    /// How a turn ended; after the last of them there is no other.
    private enum End {
        DONE,
        FAILED,
        OVER
    }

    private End attempt(String name, Turn turn) {
        try {
            turn.run();
            return End.DONE;
        } catch (InterruptedException _) {
            return End.OVER;
        } catch (IllegalStateException | Error broken) {
            if (!stopped) {
                LOG.error("loop {} is broken", name, broken);
                fatal.failed(name, broken);
            }
            return End.OVER;
        } catch (RuntimeException failed) {
            if (stopped) {
                return End.OVER;
            }
            LOG.warn("loop {} failed in one turn", name, failed);
            return End.FAILED;
        }
    }

    /// Pauses, so that what fails again and again does not fill the log; false on an interrupt.
    private static boolean rested() {
        try {
            Thread.sleep(REST);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /// Interrupts all loops and waits until they have ended, at most ten seconds.
    @Override
    public void close() {
        List<Thread> running;
        synchronized (this) {
            stopped = true;
            running = List.copyOf(threads);
        }
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            try {
                if (!thread.join(STOP)) {
                    LOG.warn("loop {} did not stop", thread.getName());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
