package chancery.lua.text;

import chancery.lua.operation.Showing;
import chancery.lua.runtime.ArgumentError;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Values;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Calls of library functions for tests, written as in Lua: names of `string` stand alone, those of
/// other libraries behind their library's, arguments are literals or calls.
final class Calls {

    private final String source;
    private final State state;
    private final Map<String, Object> functions = new HashMap<>(StringLibrary.fields());
    private int at;

    private Calls(State state, String source) {
        this.state = state;
        this.source = source;
        Utf8Library.fields().forEach((name, value) -> functions.put("utf8." + name, value));
    }

    /// What a call answers, as literals; `nothing` for no values; an error after `! `.
    static String outcome(String call) {
        State state = States.roomy();
        try {
            return shown(state, results(state, call));
        } catch (LuaError error) {
            return "! " + escaped((LuaString) error.value());
        }
    }

    /// The values that a call answers.
    static Object[] results(State state, String call) {
        return Values.all(new Calls(state, call).call());
    }

    private static String shown(State state, Object[] values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(
                    value instanceof LuaString text
                            ? "'" + escaped(text) + "'"
                            : Showing.text(state, value).toString());
        }
        return texts.isEmpty() ? "nothing" : String.join(" ", texts);
    }

    private static String escaped(LuaString text) {
        StringBuilder escaped = new StringBuilder();
        for (byte character : text.bytes()) {
            boolean printable = character >= ' ' && character <= '~';
            escaped.append(printable ? "" + (char) character : "\\x%02x".formatted(character));
        }
        return escaped.toString();
    }

    private Object call() {
        int open = source.indexOf('(', at);
        String name = source.substring(at, open);
        at = open + 1;
        List<Object> arguments = new ArrayList<>();
        while (source.charAt(at) != ')') {
            arguments.add(value());
            at += source.startsWith(", ", at) ? 2 : 0;
        }
        at++;
        try {
            return ((Builtin) Objects.requireNonNull(functions.get(name)))
                    .invoke(state, arguments.toArray());
        } catch (ArgumentError error) {
            error.calledBy(name.substring(name.indexOf('.') + 1));
            throw error;
        }
    }

    private Object value() {
        if (source.charAt(at) == '\'') {
            return text();
        }
        if (source.startsWith("{}", at)) {
            at += 2;
            return new LuaTable();
        }
        int end = at;
        while (",()".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        if (source.charAt(end) == '(') {
            return Values.first(call());
        }
        String word = source.substring(at, end);
        at = end;
        return switch (word) {
            case "nil" -> Nil.NIL;
            case "true" -> true;
            case "false" -> false;
            default -> number(word);
        };
    }

    private static Object number(String word) {
        return word.contains(".") || word.contains("e")
                ? (Object) Double.valueOf(word)
                : (Object) Long.valueOf(word);
    }

    private LuaString text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        at++;
        while (source.charAt(at) != '\'') {
            bytes.write(source.charAt(at) == '\\' ? escape() : source.charAt(at));
            at++;
        }
        at++;
        return LuaString.owning(bytes.toByteArray());
    }

    private int escape() {
        at++;
        int named = "nrt".indexOf(source.charAt(at));
        if (named >= 0) {
            return "\n\r\t".charAt(named);
        }
        int end = at;
        while (end < at + 3 && Character.isDigit(source.charAt(end))) {
            end++;
        }
        if (end == at) {
            return source.charAt(at);
        }
        int code = Integer.parseInt(source.substring(at, end));
        at = end - 1;
        return code;
    }

    /// A text of bytes below 256.
    static LuaString bytes(String text) {
        return LuaString.owning(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
