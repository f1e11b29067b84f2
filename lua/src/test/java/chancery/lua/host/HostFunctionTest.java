package chancery.lua.host;

import static chancery.lua.runtime.Nil.NIL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.Lua;
import chancery.lua.control.Protection;
import chancery.lua.library.Libraries;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Values;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class HostFunctionTest {
    private static final HostFunction GET =
            new HostFunction(
                    "db.get",
                    "Reads a record.",
                    List.of(
                            Parameter.required("uri", new ParameterType.Text(10), "its address"),
                            Parameter.optional("limit", new ParameterType.Whole(1, 100), "most")),
                    "the record",
                    call -> new Object[] {call.text(1), call.whole(2, 7)});

    private final State state = States.roomy();

    @Test
    void describesItself() {
        assertThat(GET.signature()).isEqualTo("db.get(uri [, limit])");
        assertThat(GET.parameters().get(0).type().description())
                .isEqualTo("string of at most 10 bytes");
        assertThat(GET.parameters().get(1).type().description()).isEqualTo("integer from 1 to 100");
        assertThat(function(List.of()).signature()).isEqualTo("f()");
        assertThat(
                        function(List.of(Parameter.optional("x", new ParameterType.Any(), "any")))
                                .signature())
                .isEqualTo("f([x])");
    }

    @Test
    void givesArgumentsThatFit() {
        assertThat((Object[]) call(GET, LuaString.of("at://x")))
                .containsExactly(LuaString.of("at://x"), 7L);
        assertThat((Object[]) call(GET, 5L, 3.0)).containsExactly(LuaString.of("5"), 3L);
        assertThat((Object[]) call(GET, LuaString.of("0123456789"), NIL))
                .containsExactly(LuaString.of("0123456789"), 7L);
    }

    @Test
    void refusesOtherArgumentsInTheWordsOfLua() {
        LuaString uri = LuaString.of("x");

        assertThatThrownBy(() -> call(GET))
                .hasMessage("bad argument #1 to 'db.get' (string expected, got no value)");
        assertThatThrownBy(() -> call(GET, LuaString.of("01234567890")))
                .hasMessage("bad argument #1 to 'db.get' (string longer than 10 bytes)");
        assertThatThrownBy(() -> call(GET, uri, 0L))
                .hasMessage("bad argument #2 to 'db.get' (number outside 1 to 100)");
        assertThatThrownBy(() -> call(GET, uri, 101L))
                .hasMessage("bad argument #2 to 'db.get' (number outside 1 to 100)");
        assertThatThrownBy(() -> call(GET, uri, 1.5))
                .hasMessage("bad argument #2 to 'db.get' (number has no integer representation)");
    }

    @Test
    void checksEveryType() {
        assertRefused(new ParameterType.Real(), true, "number expected, got boolean");
        assertRefused(new ParameterType.Truth(), 1L, "boolean expected, got number");
        assertRefused(new ParameterType.Table(), 1L, "table expected, got number");
        assertRefused(new ParameterType.Callable(), 1L, "function expected, got number");
        assertThatThrownBy(() -> call(taking(new ParameterType.Any())))
                .hasMessage("bad argument #1 to 'f' (value expected)");
        assertThat(call(taking(new ParameterType.Any()), NIL)).isEqualTo(NIL);
        assertThat(call(taking(new ParameterType.Truth()), false)).isEqualTo(false);
    }

    @Test
    void whatMayBeLeftOutStandsLast() {
        List<Parameter> wrong =
                List.of(
                        Parameter.optional("a", new ParameterType.Any(), "a"),
                        Parameter.required("b", new ParameterType.Any(), "b"));

        assertThatThrownBy(() -> function(wrong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void becomeGlobalsAndTables() {
        Map<String, Object> globals = HostFunctions.globals(List.of(GET, function(List.of())));

        State open = Libraries.standard().with(globals).open(BudgetLimits.DEFAULT, States.host());
        LuaTable db = (LuaTable) open.globals().get(LuaString.of("db"));
        assertThat(db.get(LuaString.of("get"))).isInstanceOf(LuaFunction.class);
        assertThat(open.globals().get(LuaString.of("f"))).isInstanceOf(LuaFunction.class);
        assertThatThrownBy(() -> HostFunctions.globals(List.of(GET, GET)))
                .hasMessage("db.get is declared twice");
    }

    @Test
    void tableOfAFunctionsNameCanBeCalled() {
        HostFunction make = function("Make", call -> call.value(1));
        HostFunction twice = function("Make.twice", call -> call.value(1));
        Lua lua = Lua.standard().with(HostFunctions.globals(List.of(make, twice)));

        assertThat(run(lua, "return Make(7), Make.twice(8), getmetatable(Make)"))
                .containsExactly(7L, 8L, false);
        assertThatThrownBy(() -> run(lua, "setmetatable(Make, {})"))
                .hasMessageContaining("protected");
        assertThat(run(lua, "Make.twice = nil; return Make.twice")).containsExactly(NIL);
        assertThat(run(lua, "return Make.twice(1)")).containsExactly(1L);
    }

    @Test
    void methodCountsItsArgumentsWithoutTheObject() {
        HostFunction add =
                new HostFunction(
                        "add",
                        "Adds.",
                        List.of(
                                Parameter.required("n", new ParameterType.Whole(0, 9), "how much"),
                                Parameter.optional("m", new ParameterType.Real(), "more")),
                        "the object",
                        call -> {
                            assertThat(call.whole(1) + call.real(2)).isEqualTo(3.5);
                            assertThat(call.has(3)).isFalse();
                            return call.self();
                        });
        LuaTable object = new LuaTable();

        Object answer = add.toMethod().invoke(state, new Object[] {object, 1L, 2.5});

        assertThat(answer).isSameAs(object);
        Lua lua = Lua.standard().with(Map.of("o", LuaTable.of(Map.of("add", add.toMethod()))));
        assertThatThrownBy(() -> run(lua, "o:add('x')"))
                .hasMessageContaining("bad argument #1 to 'add' (number expected, got string)");
        assertThatThrownBy(() -> run(lua, "o.add(1, 2)")).hasMessageContaining("table expected");
        assertThatThrownBy(() -> GET.toLua().call(state)).isInstanceOf(LuaError.class);
    }

    @Test
    void functionHasNoSelf() {
        HostFunction asking = function("f", HostCall::self);

        assertThatThrownBy(() -> call(asking)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void seesWhatTheHostHungOnTheState() {
        HostFunction who =
                new HostFunction(
                        "who",
                        "Names the caller.",
                        List.of(),
                        "a name",
                        call -> LuaString.of(call.context(String.class)));

        state.context("alice");

        assertThat(call(who)).isEqualTo(LuaString.of("alice"));
        assertThatThrownBy(() -> who.toLua().call(States.roomy()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScriptCatchesItsErrorsButNotAnAbort() {
        HostFunction failing = failing(new LuaError("no such record"));
        HostFunction ending = failing(new Abort(new IllegalStateException("disk")));

        assertThat((Object[]) Protection.PCALL.call(state, failing.toLua()))
                .containsExactly(false, LuaString.of("no such record"));
        assertThatThrownBy(() -> Protection.PCALL.call(state, ending.toLua()))
                .isInstanceOfSatisfying(
                        Abort.class, abort -> assertThat(abort.reason()).hasMessage("disk"));
    }

    @Test
    void waitingCountsAsTime() {
        long[] now = {0};
        State timed =
                States.at(
                        new BudgetLimits(1000, 1000, Duration.ofSeconds(1), 200, 64), () -> now[0]);
        HostFunction slow =
                new HostFunction(
                        "slow",
                        "Waits.",
                        List.of(),
                        "nothing",
                        call -> call.await(() -> now[0] += 1_000_000_000L));

        assertThatThrownBy(() -> slow.toLua().call(timed))
                .isInstanceOfSatisfying(
                        Breach.class,
                        breach -> assertThat(breach.kind()).isEqualTo(BudgetKind.TIME));
    }

    @Test
    void aTableInsideATableBelongsToOneScript() {
        HostFunction inner = function("a.b.c", call -> call.value(1));
        HostFunction outer = function("a.f", call -> call.value(1));
        Lua lua = Lua.standard().with(HostFunctions.globals(List.of(inner, outer)));

        assertThat(run(lua, "return a.b.c(7), a.f(8), a.x")).containsExactly(7L, 8L, NIL);
        assertThat(run(lua, "a.b.c = 1 a.b.d = 2 return a.b.d")).containsExactly(NIL);
        assertThat(run(lua, "return getmetatable(a), a.b.c(7)")).containsExactly(false, 7L);
    }

    private Object call(HostFunction function, Object... arguments) {
        return function.toLua().invoke(state, arguments);
    }

    private void assertRefused(ParameterType type, Object value, String complaint) {
        assertThatThrownBy(() -> call(taking(type), value))
                .hasMessage("bad argument #1 to 'f' (" + complaint + ")");
    }

    private static HostFunction taking(ParameterType type) {
        return function(List.of(Parameter.required("x", type, "anything")));
    }

    private static HostFunction function(List<Parameter> parameters) {
        return new HostFunction("f", "Echoes.", parameters, "it", call -> call.value(1));
    }

    private static HostFunction function(String name, HostFunction.Body body) {
        List<Parameter> one = List.of(Parameter.required("x", new ParameterType.Any(), "any"));
        return new HostFunction(
                name, "Does.", name.equals("f") ? List.of() : one, "something", body);
    }

    private static Object[] run(Lua lua, String source) {
        try (State fresh = lua.state(BudgetLimits.DEFAULT, States.host())) {
            byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
            return Values.all(lua.run(fresh, lua.compile("=test", bytes)));
        }
    }

    private static HostFunction failing(Throwable failure) {
        return new HostFunction(
                "failing",
                "Fails.",
                List.of(),
                "nothing",
                _ -> {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                });
    }
}
