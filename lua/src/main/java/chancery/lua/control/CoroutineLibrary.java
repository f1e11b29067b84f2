package chancery.lua.control;

import chancery.lua.control.Routine.Status;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.Coroutine;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The table `coroutine`.
public final class CoroutineLibrary {
    /// What a thread and its first stack take.
    private static final int BYTES = 2048;

    private CoroutineLibrary() {}

    /// The functions by name.
    public static Map<String, LuaFunction> fields() {
        Map<String, LuaFunction> fields = new LinkedHashMap<>();
        add(fields, "create", (state, arguments) -> create(state, arguments.function(1)));
        add(fields, "resume", CoroutineLibrary::resume);
        add(fields, "yield", CoroutineLibrary::suspend);
        add(fields, "status", CoroutineLibrary::status);
        add(fields, "wrap", CoroutineLibrary::wrap);
        add(fields, "isyieldable", CoroutineLibrary::isYieldable);
        add(fields, "running", CoroutineLibrary::running);
        add(fields, "close", CoroutineLibrary::close);
        return fields;
    }

    private static void add(Map<String, LuaFunction> fields, String name, Builtin.Body body) {
        fields.put(name, Builtin.transparent("coroutine." + name, body));
    }

    private static Routine create(State state, LuaFunction body) {
        state.budget().allocate(BYTES);
        return new Routine(state, body);
    }

    private static Object resume(State state, Arguments arguments) {
        Coroutine coroutine = coroutine(arguments);
        String refusal = refusal(coroutine);
        if (refusal != null) {
            return new Object[] {false, LuaString.of(refusal)};
        }
        try {
            Object[] results = ((Routine) coroutine).resume(rest(arguments));
            return Protection.before(true, results);
        } catch (LuaError e) {
            return new Object[] {false, e.value()};
        }
    }

    private static Object suspend(State state, Arguments arguments) {
        if (!(state.running() instanceof Routine running)) {
            throw new LuaError(LuaString.of("attempt to yield from outside a coroutine"), 0);
        }
        if (state.insideLibrary() || running.closing()) {
            throw new LuaError(LuaString.of("attempt to yield across a C-call boundary"), 0);
        }
        return running.suspend(arguments.values());
    }

    private static Object status(State state, Arguments arguments) {
        return LuaString.of(name(state, coroutine(arguments)));
    }

    private static Object wrap(State state, Arguments arguments) {
        return new Wrapped(create(state, arguments.function(1)));
    }

    private static Object isYieldable(State state, Arguments arguments) {
        Coroutine asked = arguments.count() == 0 ? state.running() : coroutine(arguments);
        return asked instanceof Routine && !(asked == state.running() && state.insideLibrary());
    }

    private static Object running(State state, Arguments arguments) {
        Coroutine running = state.running();
        return running == null
                ? new Object[] {state.main(Main::new), true}
                : new Object[] {running, false};
    }

    private static Object close(State state, Arguments arguments) {
        Coroutine coroutine = coroutine(arguments);
        String status = name(state, coroutine);
        if (!(coroutine instanceof Routine routine)
                || (routine.status() != Status.SUSPENDED && routine.status() != Status.DEAD)) {
            throw new LuaError("cannot close a " + status + " coroutine");
        }
        Object error = routine.close();
        return error == null ? true : new Object[] {false, error};
    }

    private static String name(State state, Coroutine coroutine) {
        if (coroutine instanceof Routine routine) {
            return routine.status().name().toLowerCase(Locale.ROOT);
        }
        return state.running() == null ? "running" : "normal";
    }

    /// Why a coroutine cannot be resumed; null when it can.
    private static @Nullable String refusal(Coroutine coroutine) {
        if (coroutine instanceof Routine routine) {
            return switch (routine.status()) {
                case SUSPENDED -> null;
                case DEAD -> "cannot resume dead coroutine";
                case RUNNING, NORMAL -> "cannot resume non-suspended coroutine";
            };
        }
        return "cannot resume non-suspended coroutine";
    }

    private static Coroutine coroutine(Arguments arguments) {
        if (arguments.get(1) instanceof Coroutine coroutine) {
            return coroutine;
        }
        throw arguments.wrongType(1, "thread");
    }

    private static Object[] rest(Arguments arguments) {
        Object[] values = arguments.values();
        return Arrays.copyOfRange(values, 1, values.length);
    }

    /// The main program as `coroutine.running` answers it.
    private static final class Main extends Coroutine {
        @Override
        protected void end() {}

        @Override
        public void fail(LuaError error) {}
    }

    /// What `wrap` answers.
    private static final class Wrapped extends LuaFunction {
        private final Routine routine;

        Wrapped(Routine routine) {
            this.routine = routine;
        }

        @Override
        public Object invoke(State state, Object[] arguments) {
            String refusal = refusal(routine);
            if (refusal != null) {
                throw new LuaError(refusal);
            }
            try {
                Object[] results = routine.resume(arguments);
                return results.length == 1 ? results[0] : results;
            } catch (LuaError e) {
                Object error = routine.close();
                throw new LuaError(error == null ? e.value() : error, 1);
            }
        }
    }
}
