package chancery.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.lua.kit.Sandbox;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// A script keeps its speed while hostile ones run beside it. Measured in CPU time of its own
/// thread, so that a machine with other work says the same.
@Tag("slow")
class NeighbourTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 200;
    private static final BudgetLimits LIMITS =
            new BudgetLimits(5_000_000, 64L << 20, Duration.ofMinutes(1), 200, 64);
    private static final BudgetLimits SHORT =
            new BudgetLimits(300_000, 8L << 20, Duration.ofMillis(200), 200, 64);
    private static final byte[] WORK =
            """
            local t = {}
            for i = 1, 20000 do t[i % 100] = ("item %d"):format(i) end
            return #table.concat(t, ",", 1, 99)
            """
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void keepsItsSpeed() throws InterruptedException {
        fastestRound();
        fastestRound();
        long alone = fastestRound();

        AtomicBoolean over = new AtomicBoolean();
        Thread hostile = Thread.ofPlatform().start(() -> attackUntil(over));
        long beside = Math.min(fastestRound(), Math.min(fastestRound(), fastestRound()));
        over.set(true);
        hostile.join();

        System.out.println("neighbour: " + alone + " ns alone, " + beside + " ns beside");
        assertThat(beside).isLessThan(2 * alone);
    }

    private static long fastestRound() {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            try (Sandbox sandbox = Sandbox.open(LIMITS, line -> {})) {
                sandbox.run("=neighbour", WORK);
            }
            fastest = Math.min(fastest, THREADS.getCurrentThreadCpuTime() - start);
        }
        return fastest;
    }

    private static void attackUntil(AtomicBoolean over) {
        List<Attack> attacks = Attack.of("scripts.lua");
        for (int i = 0; !over.get(); i++) {
            byte[] source =
                    attacks.get(i % attacks.size()).source().getBytes(StandardCharsets.UTF_8);
            try (Sandbox sandbox = Sandbox.open(SHORT, line -> {})) {
                sandbox.run("=hostile", source);
            } catch (LuaSyntaxException | LuaError | Breach end) {
                assertThat(end).isNotNull();
            }
        }
    }
}
