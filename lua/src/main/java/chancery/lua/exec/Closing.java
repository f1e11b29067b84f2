package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.control.Protection;
import chancery.lua.control.Unwinding;
import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.State;

import org.jspecify.annotations.Nullable;

/// Variables whose value is closed when their scope is left in any way, but by a breach.
final class Closing {
    private Closing() {}

    /// Where a value is refused and where it is closed.
    ///
    /// @param variable for the message of the refusal
    record Scope(String variable, int line, int lastLine) {}

    /// `local name <close> = value` and the rest of its block.
    static final class Variable extends Command {
        private final Command declaration;
        private final Node value;
        private final Scope scope;
        private final Command rest;

        Variable(Command declaration, Node value, Scope scope, Command rest) {
            this.declaration = declaration;
            this.value = value;
            this.scope = scope;
            this.rest = rest;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            declaration.exec(frame);
            Object held = value.eval(frame);
            if (held == NIL || held == Boolean.FALSE) {
                return rest.exec(frame);
            }
            return around(frame, held, scope, rest);
        }
    }

    /// Runs what stands in the scope of a value, and closes the value.
    static @Nullable Object around(Frame frame, Object value, Scope scope, Command rest) {
        State state = frame.state;
        if (Metamethod.of(state, value, Metamethod.CLOSE) == NIL) {
            throw Failures.at(
                    frame,
                    scope.line,
                    "variable '" + scope.variable + "' got a non-closable value");
        }
        State.Mark mark = state.mark();
        Object result;
        try {
            result = rest.exec(frame);
        } catch (LuaError e) {
            state.reset(mark);
            if (state.unguarded() && state.running() != null) {
                state.running().fail(e);
            }
            Protection.handle(state, e);
            close(frame, value, scope, e.value());
            throw e;
        } catch (Unwinding e) {
            state.reset(mark);
            closeUnwinding(frame, value, scope, e);
            throw e;
        }
        close(frame, value, scope, NIL);
        return result;
    }

    private static void closeUnwinding(Frame frame, Object value, Scope scope, Unwinding way) {
        try {
            close(frame, value, scope, way.error());
        } catch (LuaError e) {
            way.error(e.value());
        }
    }

    private static void close(Frame frame, Object value, Scope scope, Object error) {
        Object handler = Metamethod.of(frame.state, value, Metamethod.CLOSE);
        Operands.call(frame, new Operands.Event(scope.lastLine, "close"), handler, value, error);
    }
}
