package chancery.lua.hostile;

import chancery.lua.kit.Sandbox;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A process that runs hostile scripts of a file, named by their places in it, one after the other,
/// and prints a line for each: its outcome, the CPU time of all threads that ran it, whether the
/// state refuses further use, and what it wrote.
final class Victim {
    /// What runs out first.
    enum Scarce {
        /// Steps, as in a host that counts on them. The time is for scripts that never end.
        STEPS(300_000, 60_000),
        /// Time: with steps without end, how soon does a script see that its time is over?
        TIME(Long.MAX_VALUE / 4, 300);

        private final long steps;
        private final long timeMillis;

        Scarce(long steps, long timeMillis) {
            this.steps = steps;
            this.timeMillis = timeMillis;
        }

        BudgetLimits limits() {
            return new BudgetLimits(steps, 8L << 20, Duration.ofMillis(timeMillis), 200, 64);
        }

        long timeMillis() {
            return timeMillis;
        }
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SHOWN = 60;
    private static final byte[] AFTER = "return 1".getBytes(StandardCharsets.UTF_8);

    private final StringBuilder output = new StringBuilder();

    private final Scarce scarce;

    private Victim(Scarce scarce) {
        this.scarce = scarce;
    }

    public static void main(String[] arguments) {
        Scarce scarce = Scarce.valueOf(arguments[0]);
        new Victim(scarce).run("for i = 1, 1e4 do local t = {i} end");
        List<Attack> attacks = Attack.of(arguments[1]);
        for (int i = 2; i < arguments.length; i++) {
            Attack attack = attacks.get(Integer.parseInt(arguments[i]));
            System.out.println(new Victim(scarce).report(attack));
        }
    }

    private String report(Attack attack) {
        long before = cpuNanos();
        String outcome = run(attack.source());
        long cpuMillis = (cpuNanos() - before) / 1_000_000;
        return outcome + "\t" + cpuMillis + "\t" + shown();
    }

    private String run(String source) {
        try (Sandbox sandbox = Sandbox.open(scarce.limits(), this::write)) {
            String outcome = outcome(sandbox, source);
            boolean refuses = refuses(sandbox);
            boolean broken = sandbox.state().budget().broken() != null;
            return outcome + "\t" + (broken == refuses ? "consistent" : "inconsistent");
        }
    }

    private static String outcome(Sandbox sandbox, String source) {
        try {
            sandbox.run("=hostile", source.getBytes(StandardCharsets.UTF_8));
            return "ENDS";
        } catch (LuaSyntaxException | LuaError refusal) {
            return "ERROR";
        } catch (Breach breach) {
            return breach.kind().name();
        }
    }

    /// Whether a state with a broken budget runs nothing more.
    private static boolean refuses(Sandbox sandbox) {
        try {
            sandbox.run("=after", AFTER);
            return false;
        } catch (Breach breach) {
            return true;
        }
    }

    private void write(LuaString line) {
        if (output.length() < SHOWN) {
            output.append(line.slice(0, Math.min(SHOWN, line.length())));
        }
    }

    private String shown() {
        return output.toString().replace('\n', ' ').strip();
    }

    /// CPU time of all threads of Java, those that carry virtual ones among them.
    private static long cpuNanos() {
        return Arrays.stream(THREADS.getAllThreadIds())
                .map(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }
}
