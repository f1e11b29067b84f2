package chancery.lua.exec;

import chancery.lua.runtime.ArgumentError;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.TypeName;

import org.jspecify.annotations.Nullable;

/// Errors that nodes raise, and what nodes do to errors that pass them.
final class Failures {
    private Failures() {}

    /// An error at a line of the running function.
    static LuaError at(Frame frame, int line, String message) {
        return new LuaError(LuaString.of(frame.position(line) + " " + message), 0);
    }

    /// An operation that a value does not have.
    static LuaError type(
            Frame frame, int line, String verb, Object value, Node.@Nullable Name name) {
        return at(
                frame,
                line,
                "attempt to "
                        + verb
                        + " a "
                        + TypeName.inMessage(value)
                        + " value"
                        + Node.Name.behind(name));
    }

    /// An error on its way through a call at a line: tells it the position when its level is
    /// reached, and by which name an argument was wrong.
    static LuaError passing(
            LuaError error, Frame frame, int line, Object callee, Node.@Nullable Name name) {
        if (!error.passed() && error instanceof ArgumentError wrong && name != null) {
            if (name.kind().equals("method")) {
                wrong.calledAsMethod(name.text());
            } else {
                wrong.calledBy(name.text());
            }
        }
        int level = error.level();
        boolean foreign = callee instanceof LuaFunction && !(callee instanceof Closure);
        if (level > 0 && foreign && error.passed()) {
            level--;
            if (level == 0) {
                error.pass(0);
            }
        }
        if (level == 1) {
            error.locate(frame.position(line) + " ");
        } else {
            error.pass(Math.max(0, level - 1));
        }
        error.trace(frame.position(line) + described(callee, name));
        return error;
    }

    private static String described(Object callee, Node.@Nullable Name name) {
        if (callee instanceof Builtin builtin) {
            return " in function '" + builtin.name() + "'";
        }
        if (name != null) {
            return " in " + name.kind() + " '" + name.text() + "'";
        }
        return callee instanceof LuaFunction ? " in function <?>" : " in ?";
    }
}
