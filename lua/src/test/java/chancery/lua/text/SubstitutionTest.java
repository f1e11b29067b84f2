package chancery.lua.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.operation.Calling;
import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Values;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

final class SubstitutionTest {
    private final State state = States.roomy();

    @Test
    void givesAllCapturesToFunction() {
        List<String> seen = new ArrayList<>();
        Builtin replacement =
                new Builtin(
                        "seen",
                        (_, given) -> {
                            seen.add(given.get(1) + " " + given.get(2));
                            return LuaString.of("<" + given.get(1) + ">");
                        });

        String result = substituted("one 1, two 2", "(%a+) (%d)", replacement);

        assertThat(result).isEqualTo("<one>, <two> 2");
        assertThat(seen).containsExactly("one 1", "two 2");
    }

    @Test
    void givesWholeMatchToFunctionWithoutCaptures() {
        Builtin doubled = new Builtin("doubled", (_, given) -> given.text(1).with(given.text(1)));

        String result = substituted("a-b", "%a", doubled);

        assertThat(result).isEqualTo("aa-bb 2");
    }

    @Test
    void keepsMatchWhenFunctionAnswersNothing() {
        Builtin nothing = new Builtin("nothing", (_, _) -> Values.none());
        Builtin no = new Builtin("no", (_, _) -> false);

        String unchanged = substituted("abc", "%a", nothing);
        String refused = substituted("abc", "b", no);

        assertThat(unchanged).isEqualTo("abc 3");
        assertThat(refused).isEqualTo("abc 1");
    }

    @Test
    void takesNumbersOfFunction() {
        Builtin number = new Builtin("number", (_, _) -> 1.5);

        String result = substituted("abc", "b", number);

        assertThat(result).isEqualTo("a1.5c 1");
    }

    @Test
    void looksFirstCaptureUpInTable() {
        LuaTable values = new LuaTable();
        values.put(state.budget(), LuaString.of("name"), LuaString.of("Lua"));
        values.put(state.budget(), 2L, LuaString.of("second"));

        String byName = substituted("$name $other", "%$(%w+)", values);
        String byPosition = substituted("abc", "()%a", values);

        assertThat(byName).isEqualTo("Lua $other 2");
        assertThat(byPosition).isEqualTo("asecondc 3");
    }

    @Test
    void asksMetatableOfTable() {
        LuaTable metatable = new LuaTable();
        metatable.put(
                state.budget(),
                Metamethod.INDEX,
                new Builtin("index", (_, given) -> given.text(2).with(given.text(2))));
        LuaTable values = new LuaTable();
        values.metatable(metatable);

        String result = substituted("abc", "b", values);

        assertThat(result).isEqualTo("abbc 1");
    }

    @Test
    void refusesOtherReplacementValues() {
        Builtin table = new Builtin("table", (_, _) -> new LuaTable());

        assertThatThrownBy(() -> substituted("abc", "b", table))
                .isInstanceOf(LuaError.class)
                .hasMessage("invalid replacement value (a table)");
    }

    @Test
    void walksMatches() {
        String words = walked("a=1, b=2", "(%w)=(%w)", 1);
        String empty = walked("hello world", "o*", 3);
        String anchor = walked("abc^a", "^a", 1);
        String fromEnd = walked("abc", ".", -2);
        String beyond = walked("abc", ".", 10);

        assertThat(words).isEqualTo("a 1;b 2;");
        assertThat(empty).isEqualTo(";;o;;o;;;;");
        assertThat(anchor).isEqualTo("^a;");
        assertThat(fromEnd).isEqualTo("b;c;");
        assertThat(beyond).isEmpty();
    }

    @Test
    void walkStaysAtItsEnd() {
        LuaFunction next = (LuaFunction) call("gmatch", LuaString.of("a"), LuaString.of("a"));

        next.call(state);
        Object end = next.call(state);
        Object again = next.call(state);

        assertThat(Values.first(end)).isEqualTo(Nil.NIL);
        assertThat(Values.first(again)).isEqualTo(Nil.NIL);
    }

    private String substituted(String text, String pattern, Object replacement) {
        Object result = call("gsub", LuaString.of(text), LuaString.of(pattern), replacement);
        return joined(result);
    }

    private String walked(String text, String pattern, long from) {
        LuaFunction next =
                (LuaFunction) call("gmatch", LuaString.of(text), LuaString.of(pattern), from);
        StringBuilder walked = new StringBuilder();
        Object result = next.call(state);
        while (Values.first(result) != Nil.NIL) {
            walked.append(joined(result)).append(';');
            result = next.call(state);
        }
        return walked.toString();
    }

    private Object call(String name, Object... arguments) {
        Object function = Objects.requireNonNull(StringLibrary.fields().get(name));
        return Calling.call(state, function, arguments);
    }

    private static String joined(Object result) {
        List<String> texts = new ArrayList<>();
        for (Object value : Values.all(result)) {
            texts.add(value.toString());
        }
        return String.join(" ", texts);
    }
}
