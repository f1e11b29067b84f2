package chancery.lua.control;

import chancery.lua.exec.Scripts;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.State;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A program of its own, because freeing depends on an option of the JVM: suspends and abandons a
/// million coroutines and prints how many the state still counts.
final class AbandonedCoroutines {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private AbandonedCoroutines() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread runner = Thread.ofVirtual().start(AbandonedCoroutines::run);
        runner.join();
    }

    private static void run() {
        State state =
                Scripts.with(
                        new BudgetLimits(1L << 40, 1L << 50, Duration.ofHours(1), 200, 1_000_000));
        String source =
                "for i = 1, 1000000 do coroutine.wrap(function() coroutine.yield() end)() end";

        Scripts.run(state, source);
        long start = System.nanoTime();
        // What the collector finds it hands on by another thread, in its own time.
        while (state.coroutines().count() > 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
            System.gc();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        System.out.println("alive: " + state.coroutines().count());
    }
}
