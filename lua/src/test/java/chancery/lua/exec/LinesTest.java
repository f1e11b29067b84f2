package chancery.lua.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.syntax.Sources;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// Each chunk in `lines.txt` fails with the message of the reference implementation, whose line
/// depends on where the parts of an expression stand.
class LinesTest {
    static List<Sources.Case> failures() {
        return Sources.cases(LinesTest.class, "lines.txt");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void blamesTheLineThatTheReferenceBlames(Sources.Case example) {
        State state = States.roomy();
        Program program = Program.of("c", Sources.parse(example.source()));

        LuaError error =
                catchThrowableOfType(
                        LuaError.class,
                        () -> program.function(state.globals()).invoke(state, new Object[0]));

        assertThat(error).hasMessage(example.outcome());
    }
}
