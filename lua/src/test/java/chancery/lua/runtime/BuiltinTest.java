package chancery.lua.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.lua.operation.Comparing;

import org.junit.jupiter.api.Test;

class BuiltinTest {
    private final State state = States.roomy();

    @Test
    void anOperationThatItTriesHasNoPosition() {
        Builtin sorter = new Builtin("sorter", (s, _) -> Comparing.less(s, 1L, Nil.NIL));

        LuaError error = catchThrowableOfType(LuaError.class, () -> sorter.call(state));

        assertThat(error.level()).isZero();
        assertThat(error.value()).isEqualTo(LuaString.of("attempt to compare number with nil"));
    }

    @Test
    void anArgumentThatItRefusesHasThePositionOfTheCaller() {
        Builtin picky = new Builtin("picky", (_, arguments) -> arguments.integer(1));

        LuaError error = catchThrowableOfType(LuaError.class, () -> picky.call(state, 1.5));

        assertThat(error.level()).isEqualTo(1);
        assertThat(error)
                .hasMessage("bad argument #1 to 'picky' (number has no integer representation)");
    }
}
