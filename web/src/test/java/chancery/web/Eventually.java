package chancery.web;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what must come true, however slow the machine is just now. For tests.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(5);

    private Eventually() {}

    /// Returns as soon as the condition holds; fails when that takes longer than any stall.
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean late = false;
        while (!condition.call()) {
            if (late) {
                throw new AssertionError("within " + PATIENCE + " did not come true: " + what);
            }
            Thread.sleep(STEP);
            late = System.nanoTime() - end > 0;
        }
    }
}
