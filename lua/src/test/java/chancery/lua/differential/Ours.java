package chancery.lua.differential;

import chancery.lua.kit.Sandbox;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Runs a program in a fresh state of ours, and collects what it prints as the oracle does.
final class Ours {
    private static final BudgetLimits LIMITS =
            new BudgetLimits(200_000_000, 4L << 30, Duration.ofMinutes(2), 200, 600);

    /// Where the program runs.
    enum Place {
        MAIN,
        COROUTINE
    }

    private final StringBuilder text = new StringBuilder();

    private Ours() {}

    /// What the program prints, bytes as characters 0 to 255.
    static String output(Program program, Place place) {
        Ours run = new Ours();
        try (Sandbox sandbox = Sandbox.open(LIMITS, run::print)) {
            run.attempt(sandbox, program, place);
        }
        return run.text.toString();
    }

    private void attempt(Sandbox sandbox, Program program, Place place) {
        byte[] source = program.source().getBytes(StandardCharsets.ISO_8859_1);
        try {
            switch (place) {
                case MAIN -> sandbox.run("=program", source);
                case COROUTINE -> sandbox.runInCoroutine("=program", source);
            }
        } catch (LuaSyntaxException refusal) {
            text.append("refused: ").append(latin(refusal.text())).append('\n');
        } catch (LuaError uncaught) {
            text.append("uncaught: ").append(latin(sandbox.message(uncaught.value())));
            text.append('\n');
        } catch (Breach breach) {
            text.append("breach: ").append(breach.kind()).append('\n');
        }
    }

    private void print(LuaString line) {
        text.append(latin(line));
    }

    private static String latin(LuaString text) {
        return new String(text.bytes(), StandardCharsets.ISO_8859_1);
    }
}
