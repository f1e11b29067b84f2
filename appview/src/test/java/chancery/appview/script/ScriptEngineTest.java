package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.ScriptOutcome.Failed;
import chancery.lua.host.Abort;
import chancery.lua.host.HostFunction;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.Nil;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

final class ScriptEngineTest {
    private final ScriptKit kit = ScriptKit.with();

    @Test
    void answersTheResultAsJsonText() {
        assertThat(kit.answer("return { b = 1, a = { 1.5, 'x', true } }"))
                .isEqualTo("{\"a\":[1.5,\"x\",true],\"b\":1}");
        assertThat(kit.answer("return nil")).isEqualTo("null");
        assertThat(kit.answer("return 3.0")).isEqualTo("3.0");
        assertThat(kit.answer("return {}, 2")).isEqualTo("{}");
    }

    @Test
    void givesEachRunAWorldOfItsOwn() {
        String count = "n = (n or 0) + 1; string.n = (string.n or 0) + 1; return { n, string.n }";

        assertThat(kit.answer(count)).isEqualTo("[1,1]");
        assertThat(kit.answer(count)).isEqualTo("[1,1]");
    }

    @Test
    void runtimeErrorsHaveALineAndATraceback() {
        Failed failed = failure("function handle()\n  local t\n  return t.x\nend");

        assertThat(failed.type()).isEqualTo(ScriptOutcome.Type.RUNTIME);
        assertThat(failed.message()).isEqualTo("attempt to index a nil value (local 't')");
        assertThat(failed.line()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void tracebacksShowTheCallsThatWereLeft() {
        Failed failed =
                failure(
                        "local function f()\n  error('boom')\nend\n"
                                + "function handle()\n  f() return 1\nend");

        assertThat(failed.message())
                .startsWith("boom\nstack traceback:\n")
                .contains("in function 'error'")
                .contains("[string \"com.example.script\"]:2: in upvalue 'f'")
                .contains("[string \"com.example.script\"]:5: in function 'handle'");
        assertThat(failed.line()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void errorsAtTheTopAreSyntaxErrors() {
        Failed failed = failure("function handle() end\nlocal x = nil + 1");

        assertThat(failed.type()).isEqualTo(ScriptOutcome.Type.SYNTAX);
        assertThat(failed.line()).isEqualTo(OptionalInt.of(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"function handle() end handle = nil", "handle = 1"})
    void aHandleThatIsNoFunctionIsMissing(String source) {
        assertThat(failure(source))
                .isEqualTo(
                        new Failed(
                                ScriptOutcome.Type.MISSING_HANDLE,
                                "script does not define a handle() function",
                                OptionalInt.empty()));
    }

    @Test
    void errorsThatAreTablesBecomeTexts() {
        assertThat(kit.failure("error({})").message()).startsWith("table: 0x");
        assertThat(
                        kit.failure(
                                        "error(setmetatable({}, {__tostring = function() return"
                                                + " 'mine' end}))")
                                .message())
                .startsWith("mine");
        assertThat(
                        kit.failure(
                                        "error(setmetatable({}, {__tostring = function() return 1 +"
                                                + " {} end}))")
                                .message())
                .startsWith("an error that is a table");
        assertThat(kit.failure("error()").message()).startsWith("nil");
    }

    @Test
    void resultsThatAreNoJsonAreRuntimeErrorsWithoutALine() {
        Failed failed = kit.failure("return { f = print }");

        assertThat(failed)
                .isEqualTo(
                        new Failed(
                                ScriptOutcome.Type.RUNTIME,
                                "a function is no JSON",
                                OptionalInt.empty()));
        assertThat(kit.failure("local t = {} t.t = t return t").message())
                .isEqualTo("a table that contains itself is no JSON");
    }

    @Test
    void resultsHaveUpToOneMebibyte() {
        int most = AppViewLimits.Scripts.STANDARD.resultBytes() - 8;

        assertThat(kit.answer("return ('x'):rep(" + most + ")")).hasSize(most + 2);
        assertThat(kit.failure("return ('x'):rep(" + (most + 1) + ")").message())
                .isEqualTo("JSON is larger than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "while true do pcall(function() while true do end end) end",
                "local co = coroutine.wrap(function() while true do end end) co()",
                "return ('a'):rep(28):find(('a?'):rep(28) .. ('a'):rep(28))"
            })
    void endlessScriptsTimeOut(String body) {
        ScriptKit small = new ScriptKit.Setup().budget(budget(200_000, 64 << 20)).open();

        assertThat(small.failure(body))
                .isEqualTo(
                        new Failed(
                                ScriptOutcome.Type.TIMEOUT,
                                "script exceeded execution time limit",
                                OptionalInt.empty()));
    }

    @Test
    void scriptsTimeOutByTheClock() {
        BudgetLimits short1 =
                new BudgetLimits(Long.MAX_VALUE / 2, 64 << 20, Duration.ofMillis(20), 200, 64);
        ScriptKit brief = new ScriptKit.Setup().budget(short1).open();

        assertThat(brief.failure("while true do end").type()).isEqualTo(ScriptOutcome.Type.TIMEOUT);
    }

    @Test
    void anEndlessLoopAtTheTopTimesOut() {
        ScriptKit small = new ScriptKit.Setup().budget(budget(200_000, 64 << 20)).open();

        assertThat(failure(small, "function handle() end while true do end").type())
                .isEqualTo(ScriptOutcome.Type.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local t = {} while true do t[#t + 1] = ('x'):rep(10000) end",
                "local s = 'x' while true do s = s .. s end",
                "return ('x'):rep(1e9)"
            })
    void hungryScriptsRunOutOfMemory(String body) {
        assertThat(kit.failure(body))
                .isEqualTo(
                        new Failed(
                                ScriptOutcome.Type.MEMORY,
                                "script exceeded memory limit",
                                OptionalInt.empty()));
    }

    @Test
    void endlessRecursionOverflows() {
        Failed failed = kit.failure("local function f() return 1 + f() end return f()");

        assertThat(failed.type()).isEqualTo(ScriptOutcome.Type.RUNTIME);
        assertThat(failed.message()).isEqualTo("stack overflow");
    }

    @Test
    void tooManyCoroutinesAreARuntimeError() {
        Failed failed =
                kit.failure(
                        "local t = {} for i = 1, 100 do t[i] = coroutine.create(coroutine.yield)"
                                + " coroutine.resume(t[i]) end");

        assertThat(failed.type()).isEqualTo(ScriptOutcome.Type.RUNTIME);
        assertThat(failed.message()).isEqualTo("too many coroutines");
    }

    @Test
    void whatALibraryAbortsWithIsTheHosts() {
        Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "", "later");
        ScriptKit stopping = ScriptKit.with(library("stop", () -> new Abort(refusal)));

        assertThatThrownBy(() -> stopping.answer("pcall(stop)")).isSameAs(refusal);
        assertThatThrownBy(() -> stopping.answer("coroutine.wrap(stop)()")).isSameAs(refusal);
    }

    @Test
    void callersWhoseSessionIsOverHaveToLogInAgain() {
        ScriptKit stopping =
                ScriptKit.with(library("stop", () -> LoggedOutException.abort("expired")));

        assertThat(stopping.run(ScriptKit.query("{}"), "function handle() pcall(stop) end"))
                .isEqualTo(new ScriptOutcome.LoggedOut("expired"));
    }

    @Test
    void errorsOfLibrariesCanBeCaught() {
        ScriptKit failing = ScriptKit.with(library("fail", () -> new LuaError("no luck")));

        assertThat(failing.answer("return { pcall(fail) }")).isEqualTo("[false,\"no luck\"]");
        assertThat(failing.failure("fail()").message()).startsWith("no luck");
    }

    private static HostLibrary library(String name, java.util.function.Supplier<Throwable> thrown) {
        HostFunction function =
                new HostFunction(
                        name,
                        "Fails.",
                        List.of(),
                        "nothing",
                        _ -> {
                            switch (thrown.get()) {
                                case Error error -> throw error;
                                case RuntimeException error -> throw error;
                                default -> {}
                            }
                            return Nil.NIL;
                        });
        return () -> List.of(function);
    }

    private static BudgetLimits budget(long steps, long bytes) {
        return new BudgetLimits(steps, bytes, Duration.ofMinutes(5), 200, 64);
    }

    private Failed failure(String source) {
        return failure(kit, source);
    }

    private static Failed failure(ScriptKit in, String source) {
        return (Failed) in.run(ScriptKit.query("{}"), source);
    }
}
