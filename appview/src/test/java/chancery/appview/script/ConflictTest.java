package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.Run.Turn;
import chancery.appview.script.ScriptOutcome.Failed;
import chancery.lua.host.HostFunction;
import chancery.lua.runtime.Nil;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class ConflictTest {
    /// Fails as often as it is told, and notes in which turn it was asked.
    private static final class Contested implements HostLibrary {
        private final List<Turn> asked = new ArrayList<>();
        private int failures;

        @Override
        public List<HostFunction> functions() {
            return List.of(
                    new HostFunction(
                            "write",
                            "Writes.",
                            List.of(),
                            "nothing",
                            call -> {
                                Run run = call.context(Run.class);
                                asked.add(run.turn());
                                if (failures-- > 0) {
                                    throw run.conflict("somebody else wrote");
                                }
                                return Nil.NIL;
                            }),
                    new HostFunction(
                            "act",
                            "Does what cannot be undone.",
                            List.of(),
                            "nothing",
                            call -> {
                                call.context(Run.class).act();
                                return Nil.NIL;
                            }));
        }
    }

    private final Contested contested = new Contested();
    private final ScriptKit kit = ScriptKit.with(contested);

    @Test
    void aConflictRunsTheScriptAgainInTurn() {
        contested.failures = 2;

        assertThat(kit.answer(ScriptKit.procedure("{}"), "n = (n or 0) + 1 write() return n"))
                .isEqualTo("1");
        assertThat(contested.asked).containsExactly(Turn.SHARED, Turn.EXCLUSIVE, Turn.EXCLUSIVE);
        assertThat(kit.turns).containsExactly(ScriptKit.ALICE, ScriptKit.ALICE);
    }

    @Test
    void aScriptCannotHideAConflictThatCanBeSolved() {
        contested.failures = 1;

        assertThat(kit.answer(ScriptKit.procedure("{}"), "return pcall(write)")).isEqualTo("true");
        assertThat(contested.asked).hasSize(2);
    }

    @Test
    void aConflictAfterAnActIsAnErrorThatCanBeCaught() {
        contested.failures = 9;

        assertThat(kit.answer(ScriptKit.procedure("{}"), "act() return { pcall(write) }"))
                .isEqualTo("[false,\"somebody else wrote\"]");
        assertThat(contested.asked).containsExactly(Turn.SHARED);
    }

    @Test
    void theLastOfManyConflictsIsTheCallers() {
        contested.failures = 1000;

        Failed failed = kit.failure(ScriptKit.procedure("{}"), "write()");

        assertThat(failed.message()).isEqualTo("somebody else wrote");
        assertThat(contested.asked).hasSize(AppViewLimits.Scripts.STANDARD.conflictRuns());
    }

    @Test
    void repositoriesElsewhereHaveNoTurns() {
        contested.failures = 1;

        assertThat(kit.answer("write() return 1")).isEqualTo("1");
        assertThat(contested.asked).containsExactly(Turn.SHARED, Turn.SHARED);
        assertThat(kit.turns).isEmpty();
    }
}
