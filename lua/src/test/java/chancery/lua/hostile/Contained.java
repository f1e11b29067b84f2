package chancery.lua.hostile;

import chancery.lua.kit.Sandbox;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;

import java.time.Duration;

/// What may come of running any bytes with a small budget.
final class Contained {
    private static final BudgetLimits SMALL =
            new BudgetLimits(20_000, 1 << 20, Duration.ofSeconds(30), 100, 8);

    private Contained() {}

    /// Runs the source: ends, or is refused, or fails, or breaks a budget other than that of time.
    /// Everything else that can be thrown goes on to the caller.
    static boolean run(byte[] source) {
        try (Sandbox sandbox = Sandbox.open(SMALL, line -> {})) {
            sandbox.run("=c", source);
            return true;
        } catch (LuaSyntaxException | LuaError refusal) {
            return true;
        } catch (Breach breach) {
            return switch (breach.kind()) {
                case STEPS, MEMORY, CALL_DEPTH, COROUTINES -> true;
                case TIME -> false;
            };
        }
    }
}
