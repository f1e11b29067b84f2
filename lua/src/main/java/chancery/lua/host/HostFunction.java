package chancery.lua.host;

import chancery.lua.host.Parameter.Presence;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaFunction;

import java.util.List;

/// A function of the host, as it is declared: its arguments are checked before it runs, and its
/// reference page can be written from it. Shared by all states; what belongs to one script comes
/// through [HostCall#context].
///
/// @param name as scripts call it, such as `now` or `db.get`
/// @param purpose what it does: a sentence
/// @param parameters the ones that may be left out stand last
/// @param answer what it answers: a part of a sentence
public record HostFunction(
        String name, String purpose, List<Parameter> parameters, String answer, Body body) {
    /// What a host function does.
    @FunctionalInterface
    public interface Body {
        /// Answers a result as [chancery.lua.runtime.Values] says. May throw a
        /// [chancery.lua.runtime.LuaError], which the script can catch, or an [Abort], which it
        /// cannot.
        Object call(HostCall call);
    }

    public HostFunction {
        parameters = List.copyOf(parameters);
        for (int i = 1; i < parameters.size(); i++) {
            if (parameters.get(i - 1).presence() == Presence.OPTIONAL
                    && parameters.get(i).presence() == Presence.REQUIRED) {
                throw new IllegalArgumentException(name + ": what may be left out stands last");
            }
        }
    }

    /// As a reference page writes it: `db.get(uri [, limit])`.
    public String signature() {
        StringBuilder text = new StringBuilder(name).append('(');
        int open = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.presence() == Presence.OPTIONAL) {
                text.append(i == 0 ? "[" : " [");
                open++;
            }
            text.append(i == 0 ? "" : ", ").append(parameter.name());
        }
        return text.append("]".repeat(open)).append(')').toString();
    }

    /// The value that scripts call.
    public LuaFunction toLua() {
        return lua(0);
    }

    /// The value that scripts call on a table, which is no declared argument.
    public LuaFunction toMethod() {
        return lua(1);
    }

    private LuaFunction lua(int before) {
        Parameter[] declared = parameters.toArray(Parameter[]::new);
        return new Builtin(
                name,
                (state, arguments) -> {
                    if (before > 0) {
                        arguments.table(before);
                    }
                    for (int i = 0; i < declared.length; i++) {
                        declared[i].check(arguments, before + i + 1);
                    }
                    return body.call(new HostCall(state, arguments, before));
                });
    }
}
