package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

final class ScriptCompilerTest {
    private final ScriptCompiler compiler = new ScriptCompiler();

    @Test
    void compilesWithoutRunning() {
        assertThat(
                        compiler.compile("a.b.c", "while true do end function handle() end")
                                .assigns("x"))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoLua() {
        assertThatThrownBy(() -> compiler.compile("a.b.c", "function handle( end"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage(
                        "script compilation failed: [string \"a.b.c\"]:1: <name> or '...' expected"
                                + " near 'end'");
    }

    @Test
    void refusesAScriptWithoutHandle() {
        assertThatThrownBy(() -> compiler.compile("a.b.c", "local function handle() end"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("script must define a handle() function");
        assertThatThrownBy(() -> compiler.compile("a.b.c", ""))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("script must define a handle() function");
    }
}
