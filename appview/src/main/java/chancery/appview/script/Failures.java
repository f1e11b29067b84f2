package chancery.appview.script;

import chancery.appview.script.ScriptOutcome.Failed;
import chancery.lua.Traceback;
import chancery.lua.operation.Showing;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;

import java.util.List;
import java.util.OptionalInt;

/// Errors of scripts as their callers see them.
final class Failures {
    private static final String PLACE = "]:";
    private static final int CALLS_SHOWN = 20;

    private Failures() {}

    /// An error that the script did not catch. Its place becomes the line; the calls that it left
    /// follow the message.
    static Failed of(State state, ScriptOutcome.Type type, LuaError error) {
        String text = text(state, error.value());
        int place = text.indexOf(PLACE);
        int end = place < 0 ? -1 : text.indexOf(": ", place);
        OptionalInt line = end < 0 ? OptionalInt.empty() : number(text, place + 2, end);
        String message = line.isPresent() ? text.substring(end + 2) : text;
        return new Failed(type, message + traceback(error, text), line);
    }

    private static String traceback(LuaError error, String text) {
        if (error.trace().isEmpty()) {
            return "";
        }
        List<String> lines = Traceback.lines(error.trace(), text, CALLS_SHOWN, "function 'handle'");
        return "\n" + String.join("\n", lines);
    }

    private static OptionalInt number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > 100_000_000) {
                return OptionalInt.empty();
            }
            number = number * 10 + digit;
        }
        return from < to ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static String text(State state, Object value) {
        if (value instanceof LuaString text) {
            return text.toString();
        }
        try {
            return Showing.text(state, value).toString();
        } catch (LuaError | Breach _) {
            return "an error that is a " + TypeName.of(value);
        }
    }

    /// An error that is none of Lua's.
    static Failed of(String message) {
        return new Failed(ScriptOutcome.Type.RUNTIME, message, OptionalInt.empty());
    }

    /// A budget that broke.
    static Failed of(Breach breach) {
        return switch (breach.kind()) {
            case STEPS, TIME ->
                    broken(ScriptOutcome.Type.TIMEOUT, "script exceeded execution time limit");
            case MEMORY -> broken(ScriptOutcome.Type.MEMORY, "script exceeded memory limit");
            case CALL_DEPTH -> broken(ScriptOutcome.Type.RUNTIME, "stack overflow");
            case COROUTINES -> broken(ScriptOutcome.Type.RUNTIME, "too many coroutines");
        };
    }

    private static Failed broken(ScriptOutcome.Type type, String message) {
        return new Failed(type, message, OptionalInt.empty());
    }

    /// There is nothing to call.
    static Failed missing() {
        return new Failed(
                ScriptOutcome.Type.MISSING_HANDLE,
                "script does not define a handle() function",
                OptionalInt.empty());
    }
}
